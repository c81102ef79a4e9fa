/** Schedules of the learning rate. */
@Export
@Version("1.1.0")
package org.clade.api.schedule;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
