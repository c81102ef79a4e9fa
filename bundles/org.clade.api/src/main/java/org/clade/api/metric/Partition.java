package org.clade.api.metric;

/**
 * A clustering by a network.
 *
 * @param clusters the cluster of each image, 0 to {@code k - 1}
 * @param confidence the greatest label feature of each image
 * @param k the requested number of clusters
 */
public record Partition(int[] clusters, float[] confidence, int k) {}
