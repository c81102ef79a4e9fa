/** Benchmarks of hot code. */
package org.clade.benchmarks;
