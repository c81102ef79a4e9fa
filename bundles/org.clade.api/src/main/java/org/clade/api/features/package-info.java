/** Features of images by a pretrained network, written to files. */
@Export
@Version("1.0.0")
package org.clade.api.features;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
