/** What the hot pieces cost, each measured alone. */
package org.clade.benchmarks;
