/** Checks of an installation of Clade. */
package org.clade.shell.health;
