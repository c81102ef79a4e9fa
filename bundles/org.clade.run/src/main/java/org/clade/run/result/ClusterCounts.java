package org.clade.run.result;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.clade.api.run.RunSummary.ClusterSize;

/** The number of images in each cluster. */
public final class ClusterCounts {

    private ClusterCounts() {}

    /**
     * Counts images, also for empty clusters.
     *
     * @param clusters the cluster of each image
     * @param confidence of each image in its cluster
     * @param k the number of clusters
     * @return number, images, share and mean confidence of each cluster
     */
    public static List<ClusterSize> of(int[] clusters, float[] confidence, int k) {
        int[] images = new int[k];
        double[] sums = new double[k];
        for (int i = 0; i < clusters.length; i++) {
            images[clusters[i]]++;
            sums[clusters[i]] += confidence[i];
        }
        List<ClusterSize> sizes = new ArrayList<>();
        for (int cluster = 0; cluster < k; cluster++) {
            sizes.add(new ClusterSize(
                    cluster,
                    images[cluster],
                    images[cluster] / (double) clusters.length,
                    images[cluster] > 0 ? OptionalDouble.of(sums[cluster] / images[cluster]) : OptionalDouble.empty()));
        }
        return sizes;
    }
}
