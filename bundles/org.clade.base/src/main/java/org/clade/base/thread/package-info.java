/** Work that is done on a thread of its own. */
package org.clade.base.thread;
