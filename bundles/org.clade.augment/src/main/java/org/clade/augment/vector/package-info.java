/** Operations on vectors. */
package org.clade.augment.vector;
