/** Commands that work on what a run found: clusters edited, images compared, runs compared. */
package org.clade.shell.command.clusters;
