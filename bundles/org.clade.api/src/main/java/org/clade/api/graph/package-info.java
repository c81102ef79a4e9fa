/** The operators of a network, written down one after the other, so that other programs can run it. */
@Export
@Version("1.0.0")
package org.clade.api.graph;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
