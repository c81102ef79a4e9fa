package org.clade.api.metric;

/**
 * A clustering as the network gives it.
 *
 * @param clusters the cluster of each image, 0 to {@code k - 1}
 * @param confidence the greatest label feature of each image
 * @param k the number of clusters asked for
 */
public record Partition(int[] clusters, float[] confidence, int k) {}
