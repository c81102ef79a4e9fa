/** The commands, one class each: options, the call of a service, output. */
package org.clade.shell.command;
