/** Effects of a user's bundle on the whole process: it may end it, or change shared state. */
package org.clade.deploy.process;
