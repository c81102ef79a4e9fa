/** Commands for the tables of the papers. */
package org.clade.shell.command.table;
