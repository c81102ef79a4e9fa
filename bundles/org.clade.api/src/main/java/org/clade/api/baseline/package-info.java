/** Classical clustering of vectors, for comparison. */
@Export
@Version("1.2.0")
package org.clade.api.baseline;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
