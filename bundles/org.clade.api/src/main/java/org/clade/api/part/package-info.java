/** What every replaceable part has in common: options, settings, and refusals in words. */
@Export
@Version("1.0.0")
package org.clade.api.part;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
