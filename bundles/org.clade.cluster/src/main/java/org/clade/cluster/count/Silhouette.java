package org.clade.cluster.count;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The mean silhouette: how much nearer points are to their own cluster than to the next one, from -1 to 1 (Rousseeuw,
 * Silhouettes: a Graphical Aid to the Interpretation and Validation of Cluster Analysis, J. Comput. Appl. Math. 20, 1987).
 *
 * <p>A point's silhouette is {@code (b - a) / max(a, b)} with {@code a} its mean distance to the other points of its cluster
 * and {@code b} the least mean distance to the points of another cluster. It is 0 for a point that is alone in its cluster,
 * as in scikit-learn.
 */
final class Silhouette {

    private Silhouette() {}

    /**
     * The mean over all points.
     *
     * @param distances the points' distances
     * @param clusters the cluster of each point, 0 to {@code k - 1}
     * @param k how many clusters; at least two of them have points
     * @return the mean silhouette
     */
    static double of(DistanceMatrix distances, int[] clusters, int k) {
        return Arrays.stream(ofPoints(distances, clusters, k)).average().orElseThrow();
    }

    /**
     * The silhouette of each point.
     *
     * @param distances the points' distances
     * @param clusters the cluster of each point, 0 to {@code k - 1}
     * @param k how many clusters; at least two of them have points
     * @return the silhouettes
     */
    static double[] ofPoints(DistanceMatrix distances, int[] clusters, int k) {
        int[] sizes = ClusterMeans.sizes(clusters, k);
        return IntStream.range(0, distances.points())
                .parallel()
                .mapToDouble(i -> ofPoint(i, distances, clusters, sizes))
                .toArray();
    }

    private static double ofPoint(int i, DistanceMatrix distances, int[] clusters, int[] sizes) {
        int own = clusters[i];
        if (sizes[own] == 1) {
            return 0;
        }
        double[] sums = new double[sizes.length];
        for (int j = 0; j < distances.points(); j++) {
            sums[clusters[j]] += distances.at(i, j);
        }
        double a = sums[own] / (sizes[own] - 1);
        double b = Double.POSITIVE_INFINITY;
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            if (cluster != own && sizes[cluster] > 0) {
                b = Math.min(b, sums[cluster] / sizes[cluster]);
            }
        }
        double greater = Math.max(a, b);
        return greater == 0 ? 0 : (b - a) / greater;
    }
}
