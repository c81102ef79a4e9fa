/** Terminals and other targets of a command's streams. */
package org.clade.shell.terminal;
