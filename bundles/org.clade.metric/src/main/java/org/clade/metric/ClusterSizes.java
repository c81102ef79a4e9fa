package org.clade.metric;

import org.clade.api.metric.Partition;

/** How many images each of the K clusters has. */
final class ClusterSizes {

    private ClusterSizes() {}

    static int[] of(Partition partition) {
        if (partition.clusters().length == 0) {
            throw new IllegalArgumentException("A partition needs at least one image");
        }
        int[] sizes = new int[partition.k()];
        for (int cluster : partition.clusters()) {
            sizes[cluster]++;
        }
        return sizes;
    }

    static double entropy(Partition partition) {
        return Entropy.ofSizes(of(partition), partition.clusters().length);
    }
}
