/** The base of all parts: options, settings, and refusals. */
@Export
@Version("1.1.0")
package org.clade.api.part;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
