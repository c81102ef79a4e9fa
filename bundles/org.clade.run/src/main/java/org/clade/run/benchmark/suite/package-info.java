/** The suite: one class per piece that people wait for. */
package org.clade.run.benchmark.suite;
