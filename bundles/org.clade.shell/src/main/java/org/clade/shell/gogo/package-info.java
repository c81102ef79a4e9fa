/** Clade's commands as functions of Gogo; the interactive shell, scripts, completion. */
package org.clade.shell.gogo;
