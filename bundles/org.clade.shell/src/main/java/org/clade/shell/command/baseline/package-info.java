/** Classical clustering as commands. */
package org.clade.shell.command.baseline;
