/** Random streams derived from names, without hidden state. */
@Export
@Version("1.0.0")
package org.clade.api.random;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
