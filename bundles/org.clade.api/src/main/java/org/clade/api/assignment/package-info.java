/** The linear assignment problem. */
@Export
@Version("1.0.0")
package org.clade.api.assignment;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
