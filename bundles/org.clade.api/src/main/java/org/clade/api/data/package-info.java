/** Image sets and the readers of their layouts. */
@Export
@Version("1.1.0")
package org.clade.api.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
