/** Starts Equinox through the OSGi launch API, runs a command or the shell in it and ends the process with an exit code. */
package org.clade.launcher;
