/** Arrays of NumPy as image sets. */
package org.clade.data.numpy;
