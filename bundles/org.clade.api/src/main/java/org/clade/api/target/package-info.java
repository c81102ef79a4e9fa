/** Pseudo-targets: what the network's own predictions say it should learn. */
@Export
@Version("1.0.0")
package org.clade.api.target;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
