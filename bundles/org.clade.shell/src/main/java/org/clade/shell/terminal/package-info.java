/** What a command's streams are connected to. */
package org.clade.shell.terminal;
