/** Threads and processors. Results are correct without this package; it makes them faster. Others use {@link Tuning} only. */
package org.clade.engine.tuning;
