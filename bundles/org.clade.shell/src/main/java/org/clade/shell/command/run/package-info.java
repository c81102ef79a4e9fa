/** Commands that train, predict and list runs. */
package org.clade.shell.command.run;
