/** Reaching the services that commands call, waiting for them while Clade comes up. */
package org.clade.shell.service;
