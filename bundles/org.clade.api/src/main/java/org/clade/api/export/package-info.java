/** What a run has found and learned, in the formats of other programs. */
@Export
@Version("1.0.0")
package org.clade.api.export;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
