/** Attention: a map over the features before the head, or a transformation between the backbone's stages. */
@Export
@Version("1.0.0")
package org.clade.api.attention;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
