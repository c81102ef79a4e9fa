/** The output of a network for a batch of images. */
@Export
@Version("1.1.0")
package org.clade.api.signal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
