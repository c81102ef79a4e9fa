/** Feature extractors: from a batch of images to a map of features. */
@Export
@Version("1.2.0")
package org.clade.api.backbone;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
