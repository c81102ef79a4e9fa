/** GATCluster's attention mapping loss. */
package org.clade.task.attention;
