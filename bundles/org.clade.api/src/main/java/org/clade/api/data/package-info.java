/** Image sets: what is read, from where, and how it is handed on. */
@Export
@Version("1.0.0")
package org.clade.api.data;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
