/** Commands for members: processes of Clade on several machines that share work. */
package org.clade.shell.command.members;
