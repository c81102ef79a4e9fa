/** Threads, garbage and processors. Results are correct without this package; it makes them faster. */
package org.clade.engine.tuning;
