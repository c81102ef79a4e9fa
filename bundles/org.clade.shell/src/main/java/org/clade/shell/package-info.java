/** Clade's commands: their names, their calls and their errors. Services do the work. */
package org.clade.shell;
