package org.clade.run.prediction;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.clade.api.metric.Partition;
import org.clade.api.run.RunSummary.ClusterSize;
import org.clade.run.result.ClusterCounts;

/** The clusters of the images that were assigned so far: eight bytes an image, which is all that grows with their number. */
public final class Tally {

    private final int k;
    private final int[] clusters;
    private final float[] confidence;
    private int images;

    /**
     * None yet.
     *
     * @param images how many there will be
     * @param k the number of clusters
     */
    public Tally(int images, int k) {
        this.k = k;
        this.clusters = new int[images];
        this.confidence = new float[images];
    }

    /** Adds an image. */
    void add(int cluster, float sure) {
        clusters[images] = cluster;
        confidence[images] = sure;
        images++;
    }

    /** {@return how many images were added} */
    public int images() {
        return images;
    }

    /** {@return whether a cluster is one of those that there are, and another image has room} */
    boolean takes(int cluster) {
        return cluster >= 0 && cluster < k && images < clusters.length;
    }

    /** {@return the clustering} */
    public Partition partition() {
        return new Partition(clusters, confidence, k);
    }

    /** {@return how many images each cluster has} */
    public List<ClusterSize> sizes() {
        return ClusterCounts.of(clusters, confidence, k);
    }

    /**
     * Counts the images of each class in each cluster.
     *
     * @param labels the class of each image, where there are labels
     * @return a row for each class, a column for each cluster
     */
    public Optional<int[][]> counts(Optional<int[]> labels) {
        return labels.map(classes -> {
            int[][] counts = new int[Arrays.stream(classes).max().orElse(-1) + 1][k];
            for (int i = 0; i < images; i++) {
                counts[classes[i]][clusters[i]]++;
            }
            return counts;
        });
    }
}
