/** GATCluster's separability maximization loss. */
package org.clade.task.separability;
