/** Evaluations of a run for other bundles: the network's output and the position of the run. */
@Export
@Version("1.1.0")
package org.clade.api.evaluation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
