/** Scores of a clustering, with labels and without. */
@Export
@Version("1.1.0")
package org.clade.api.metric;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
