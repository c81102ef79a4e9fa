/** Classical clustering methods for vectors, for comparison with deep clustering. */
package org.clade.baseline;
