/** Vectors, such as features of another network, as image sets. */
package org.clade.data.vectors;
