/** The clusters of a run: their sizes, collapse, and k-means on the same images for comparison. */
package org.clade.run.result;
