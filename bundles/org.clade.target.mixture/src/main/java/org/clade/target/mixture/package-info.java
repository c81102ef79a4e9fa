/** MMDC's pseudo-targets: a mixture on the unit sphere. */
package org.clade.target.mixture;
