/** One job at a time, the lock on computing, and the watchdog of stalled parts. */
package org.clade.run.background;
