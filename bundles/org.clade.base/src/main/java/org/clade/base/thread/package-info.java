/** Work on a separate thread. */
package org.clade.base.thread;
