/** What a run's clusters are: their sizes, whether they collapsed, and what k-means makes of the same images. */
package org.clade.run.result;
