/** Commands for parts and deployed bundles. */
package org.clade.shell.command.part;
