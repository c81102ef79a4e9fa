/** The context of a command (console, services, interruption), and messages for exceptions. */
package org.clade.shell.context;
