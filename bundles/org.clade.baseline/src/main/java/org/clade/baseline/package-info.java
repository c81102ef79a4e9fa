/** Classical clustering methods for vectors, to compare deep clustering with. */
package org.clade.baseline;
