package org.clade.api.evaluation;

/**
 * The cluster of each image.
 *
 * @param clusters the cluster of each image, 0 to K - 1
 * @param confidence the label feature of this cluster, or the cosine to its mean if the strategy has means
 * @param seconds the cluster that comes second
 * @param k the number of clusters
 */
public record Assignments(int[] clusters, float[] confidence, int[] seconds, int k) {}
