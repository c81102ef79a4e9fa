/** GATCluster's entropy loss. */
package org.clade.task.entropy;
