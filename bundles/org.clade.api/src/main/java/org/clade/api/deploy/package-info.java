/** Bundles that users add: what is taken in, what is refused and why, and what parts keep of their promises. */
@Export
@Version("1.0.0")
package org.clade.api.deploy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
