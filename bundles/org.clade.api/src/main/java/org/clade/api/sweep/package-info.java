/** Sweeps: many trainings, each a process of its own, by one worker or several. */
@Export
@Version("1.1.0")
package org.clade.api.sweep;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
