/** Computations on arrays that bundles share. */
package org.clade.array;
