/** Reaching the services that commands call, with patience while Clade comes up. */
package org.clade.shell.service;
