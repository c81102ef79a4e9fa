/** Operations on batches of images, listed in a pipeline. */
@Export
@Version("1.1.0")
package org.clade.api.augment;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
