/** Access to the services for commands, with a wait while Clade starts. */
package org.clade.shell.service;
