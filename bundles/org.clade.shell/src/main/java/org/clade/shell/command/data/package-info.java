/** Commands for image sets. */
package org.clade.shell.command.data;
