/** Optimizers whose state can be saved. */
@Export
@Version("1.0.0")
package org.clade.api.optimizer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
