/** Statistics over repeated runs: means and deviations over seeds, and paired comparisons of variants. */
@Export
@Version("1.1.0")
package org.clade.api.statistics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
