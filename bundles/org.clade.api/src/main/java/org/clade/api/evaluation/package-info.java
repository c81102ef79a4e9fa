/** Evaluations of a run, as other bundles see them: what the network says of the images, and where the run stands. */
@Export
@Version("1.0.0")
package org.clade.api.evaluation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
