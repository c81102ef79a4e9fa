/** What a command is given: console, services, interruption; and how a failure becomes a sentence. */
package org.clade.shell.context;
