/** Clade's commands: how they are named, run and answered for. What they do is done by services. */
package org.clade.shell;
