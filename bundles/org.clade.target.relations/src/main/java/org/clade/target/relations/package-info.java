/** GATCluster's pseudo-targets: relations between the images of a large batch. */
package org.clade.target.relations;
