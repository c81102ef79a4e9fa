/** Pseudo-targets: training targets from the network's own predictions. */
@Export
@Version("1.1.0")
package org.clade.api.target;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
