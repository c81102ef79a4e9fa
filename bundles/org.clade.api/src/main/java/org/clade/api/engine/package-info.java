/** The tensor engine: device, seeds, memory scopes, and operators that DJL itself lacks. */
@Export
@Version("1.1.0")
package org.clade.api.engine;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
