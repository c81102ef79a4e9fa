/** Commands for the results of a run: editing clusters, comparing images and runs. */
package org.clade.shell.command.clusters;
