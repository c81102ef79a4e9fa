/** Variants: methods and ablations, composed of parts by configuration. */
@Export
@Version("1.1.0")
package org.clade.api.variant;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
