package org.clade.api.evaluation;

import java.util.Arrays;

/**
 * The cluster of each image.
 *
 * @param clusters the cluster of each image, 0 to K - 1
 * @param confidence the label feature of this cluster, or the cosine to its mean if the strategy has means
 * @param seconds the cluster that comes second
 * @param k the number of clusters
 */
public record Assignments(int[] clusters, float[] confidence, int[] seconds, int k) {

    /**
     * Counts the images of each class in each cluster.
     *
     * @param classes the class of each image, 0 or more
     * @return a row for each class up to the greatest, a column for each cluster
     */
    public int[][] counts(int[] classes) {
        int[][] counts = new int[Arrays.stream(classes).max().orElse(-1) + 1][k];
        for (int i = 0; i < classes.length; i++) {
            counts[classes[i]][clusters[i]]++;
        }
        return counts;
    }

    /** {@return the number of each image, the surest first; those of equal confidence in their order} */
    public int[] surestFirst() {
        long[] keys = new long[confidence.length];
        for (int image = 0; image < keys.length; image++) {
            keys[image] = (long) ~ascending(confidence[image]) << Integer.SIZE | image;
        }
        Arrays.sort(keys); // numbers, not objects: there may be millions
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    /** {@return a whole number that grows with the value} */
    private static int ascending(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ bits >> Integer.SIZE - 1 & Integer.MAX_VALUE;
    }
}
