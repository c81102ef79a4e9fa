/** Commands for many trainings: sweeps, and statistics over them. */
package org.clade.shell.command.sweep;
