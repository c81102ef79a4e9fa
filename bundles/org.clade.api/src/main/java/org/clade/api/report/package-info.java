/** Reports of runs. */
@Export
@Version("1.1.0")
package org.clade.api.report;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
