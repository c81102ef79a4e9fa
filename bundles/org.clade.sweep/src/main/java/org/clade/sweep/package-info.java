/** Sweeps of trainings. */
package org.clade.sweep;
