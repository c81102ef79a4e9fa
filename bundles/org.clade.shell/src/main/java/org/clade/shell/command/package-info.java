/** The commands, one class each: what they take, which service they ask, what they print. */
package org.clade.shell.command;
