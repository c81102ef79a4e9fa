/** The progress of training, for parts that change from step to step. */
@Export
@Version("1.0.0")
package org.clade.api.training;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
