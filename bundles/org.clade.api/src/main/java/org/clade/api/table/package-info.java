/** The tables and figures with numbers of the papers, computed again. */
@Export
@Version("1.0.0")
package org.clade.api.table;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
