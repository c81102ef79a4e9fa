/** How many clusters vectors have, by measures that need no labels. */
package org.clade.cluster.count;
