/** Training speed of a variant. */
package org.clade.run.benchmark;
