/** Contract tests for JUnit: an author implements one interface and gets the tests for the kind of part. */
@Export
@Version("1.0.0")
package org.clade.testkit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
