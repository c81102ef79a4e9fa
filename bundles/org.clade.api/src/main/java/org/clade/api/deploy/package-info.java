/** Bundles of users: deploying them, why one is refused, and checks of the contracts of their parts. */
@Export
@Version("1.0.0")
package org.clade.api.deploy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
