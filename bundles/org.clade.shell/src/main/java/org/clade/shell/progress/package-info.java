/** Progress of a run: a bar on a terminal, otherwise lines. */
package org.clade.shell.progress;
