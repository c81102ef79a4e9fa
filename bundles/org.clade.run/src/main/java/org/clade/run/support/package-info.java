/** Small things that the other packages share: random streams, rows of arrays, pictures in a grid, settings of the framework. */
package org.clade.run.support;
