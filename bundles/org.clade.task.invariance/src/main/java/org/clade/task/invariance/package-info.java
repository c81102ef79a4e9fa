/** GATCluster's transformation invariance loss. */
package org.clade.task.invariance;
