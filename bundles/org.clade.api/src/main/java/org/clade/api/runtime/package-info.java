/** Available parts and bundles, for the shell, tests and tools. */
@Export
@Version("1.0.0")
package org.clade.api.runtime;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
