/** Self-learning tasks, each of them one loss. */
@Export
@Version("1.0.0")
package org.clade.api.task;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
