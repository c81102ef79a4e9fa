/** Clusters of a folder of images, and what people do with them: names, merges and splits, near-duplicates, outliers, neighbors, and runs compared. */
@Export
@Version("1.1.0")
package org.clade.api.cluster;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
