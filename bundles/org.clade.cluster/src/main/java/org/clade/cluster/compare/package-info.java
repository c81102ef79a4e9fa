/** Two results on the same images, compared. */
package org.clade.cluster.compare;
