package org.clade.run.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many images each cluster has. */
public final class ClusterCounts {

    private ClusterCounts() {}

    /**
     * Counts, clusters without images too.
     *
     * @param clusters the cluster of each image
     * @param confidence of each image in its cluster
     * @param k the number of clusters
     * @return number, images, share and mean confidence of each cluster, as JSON names them
     */
    public static List<Map<String, Object>> of(int[] clusters, float[] confidence, int k) {
        int[] images = new int[k];
        double[] sums = new double[k];
        for (int i = 0; i < clusters.length; i++) {
            images[clusters[i]]++;
            sums[clusters[i]] += confidence[i];
        }
        List<Map<String, Object>> sizes = new ArrayList<>();
        for (int cluster = 0; cluster < k; cluster++) {
            Map<String, Object> size = new LinkedHashMap<>();
            size.put("cluster", cluster);
            size.put("images", images[cluster]);
            size.put("share", images[cluster] / (double) clusters.length);
            if (images[cluster] > 0) {
                size.put("confidence", sums[cluster] / images[cluster]);
            }
            sizes.add(size);
        }
        return sizes;
    }
}
