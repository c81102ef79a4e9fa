/** Fractions of lattices of variants, and their files. */
package org.clade.sweep.lattice;
