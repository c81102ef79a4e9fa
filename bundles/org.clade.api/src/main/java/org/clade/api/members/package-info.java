/** Members: processes of Clade on one machine or many that share work, each item of it a process of its own. */
@Export
@Version("1.0.0")
package org.clade.api.members;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
