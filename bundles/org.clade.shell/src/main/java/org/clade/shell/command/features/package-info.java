/** Commands for features of networks. */
package org.clade.shell.command.features;
