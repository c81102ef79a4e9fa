/** Commands for bundles, and doctor. */
package org.clade.shell.command.bundle;
