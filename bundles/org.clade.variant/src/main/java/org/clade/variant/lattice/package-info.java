/** The legal combinations of a variant's parts. */
package org.clade.variant.lattice;
