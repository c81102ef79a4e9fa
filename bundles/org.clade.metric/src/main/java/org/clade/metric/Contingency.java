package org.clade.metric;

import java.util.HashMap;
import java.util.Map;

/**
 * The contingency table of classes and clusters. Ids that never occur have no row or column, so ids may have gaps.
 *
 * @param counts classes×clusters numbers of images
 * @param classSizes images of each class
 * @param clusterSizes images of each cluster
 * @param images how many images in all
 */
record Contingency(int[][] counts, int[] classSizes, int[] clusterSizes, int images) {

    static Contingency of(int[] truth, int[] clusters) {
        if (truth.length != clusters.length || truth.length == 0) {
            throw new IllegalArgumentException(
                    "%s classes and %s clusters given; there must be one of each for every image, and at least one image"
                            .formatted(truth.length, clusters.length));
        }
        int[] rows = new int[truth.length];
        int[] columns = new int[truth.length];
        int[] classSizes = new int[compact(truth, rows)];
        int[] clusterSizes = new int[compact(clusters, columns)];
        int[][] counts = new int[classSizes.length][clusterSizes.length];
        for (int i = 0; i < truth.length; i++) {
            counts[rows[i]][columns[i]]++;
            classSizes[rows[i]]++;
            clusterSizes[columns[i]]++;
        }
        return new Contingency(counts, classSizes, clusterSizes, truth.length);
    }

    /** {@return the same table with classes and clusters exchanged} */
    Contingency transposed() {
        int[][] transposed = new int[clusterSizes.length][classSizes.length];
        for (int row = 0; row < classSizes.length; row++) {
            for (int column = 0; column < clusterSizes.length; column++) {
                transposed[column][row] = counts[row][column];
            }
        }
        return new Contingency(transposed, clusterSizes, classSizes, images);
    }

    private static int compact(int[] ids, int[] compacted) {
        Map<Integer, Integer> known = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            Integer next = known.size();
            Integer at = known.putIfAbsent(ids[i], next);
            compacted[i] = at == null ? next : at;
        }
        return known.size();
    }
}
