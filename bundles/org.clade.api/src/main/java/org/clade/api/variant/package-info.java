/** Variants: a method or an ablation of it, made of parts by configuration alone. */
@Export
@Version("1.0.0")
package org.clade.api.variant;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
