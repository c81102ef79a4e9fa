package org.clade.cluster.count;

/**
 * The mean of each cluster of points.
 *
 * @param means the mean of each cluster; zeros for a cluster without points
 * @param sizes the points of each cluster
 */
record ClusterMeans(double[][] means, int[] sizes) {

    static ClusterMeans of(double[][] points, int[] clusters, int k) {
        double[][] means = new double[k][points[0].length];
        int[] sizes = sizes(clusters, k);
        for (int i = 0; i < points.length; i++) {
            for (int d = 0; d < points[i].length; d++) {
                means[clusters[i]][d] += points[i][d] / sizes[clusters[i]];
            }
        }
        return new ClusterMeans(means, sizes);
    }

    static int[] sizes(int[] clusters, int k) {
        int[] sizes = new int[k];
        for (int cluster : clusters) {
            sizes[cluster]++;
        }
        return sizes;
    }

    /** {@return how many clusters have points} */
    int present() {
        int present = 0;
        for (int size : sizes) {
            present += size > 0 ? 1 : 0;
        }
        return present;
    }
}
