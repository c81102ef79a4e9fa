/** Checks what an installation of Clade must have. */
package org.clade.shell.health;
