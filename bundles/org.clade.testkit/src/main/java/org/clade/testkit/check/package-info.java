/** The contracts of parts, as checks that run with and without a test framework. */
@Export
@Version("1.1.0")
package org.clade.testkit.check;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
