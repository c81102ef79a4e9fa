/** Commands that compose variants. */
package org.clade.shell.command.variant;
