/** Progress of a run, time estimates and warnings. */
package org.clade.run.progress;
