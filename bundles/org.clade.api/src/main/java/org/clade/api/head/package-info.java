/** Heads: from features to the label features that decide the cluster. */
@Export
@Version("1.0.0")
package org.clade.api.head;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
