/** Training runs: requests, progress and results. */
@Export
@Version("1.1.0")
package org.clade.api.run;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
