package org.clade.cluster.count;

/**
 * The variance ratio: variance between clusters over variance within them, each over its degrees of freedom (Calinski and
 * Harabasz, A dendrite method for cluster analysis, Communications in Statistics 3, 1974). Greater is better; it has no upper
 * limit. It is 1 if all points of each cluster are equal, as in scikit-learn.
 */
final class CalinskiHarabasz {

    private CalinskiHarabasz() {}

    /**
     * The ratio.
     *
     * @param points the points
     * @param clusters the cluster of each point, 0 to {@code k - 1}
     * @param k how many clusters; at least two of them, and fewer than there are points, have points
     * @return the ratio
     */
    static double of(double[][] points, int[] clusters, int k) {
        ClusterMeans own = ClusterMeans.of(points, clusters, k);
        double[] all = ClusterMeans.of(points, new int[points.length], 1).means()[0];
        double between = 0;
        for (int cluster = 0; cluster < k; cluster++) {
            between += own.sizes()[cluster] * DistanceMatrix.squared(own.means()[cluster], all);
        }
        double within = 0;
        for (int i = 0; i < points.length; i++) {
            within += DistanceMatrix.squared(points[i], own.means()[clusters[i]]);
        }
        int present = own.present();
        return within == 0 ? 1 : between / (present - 1) / (within / (points.length - present));
    }
}
