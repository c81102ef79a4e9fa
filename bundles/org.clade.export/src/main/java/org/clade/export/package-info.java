/** Writes what a run has found and learned in the formats of other programs. */
package org.clade.export;
