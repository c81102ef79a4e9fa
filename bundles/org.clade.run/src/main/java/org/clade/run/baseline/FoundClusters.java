package org.clade.run.baseline;

import java.util.Arrays;
import org.clade.api.baseline.Baseline;

/**
 * The clusters that a method found.
 *
 * @param labels the cluster of each vector, from 0; noise has the number behind the last cluster
 * @param count how many clusters there are, without noise
 * @param noise how many vectors are noise
 */
record FoundClusters(int[] labels, int count, int noise) {

    /**
     * Counts clusters.
     *
     * @param found the cluster of each vector, or {@link Baseline#NOISE}
     * @param wanted the number that was asked for; 0 to count those that were found
     * @return the clusters
     */
    static FoundClusters of(int[] found, int wanted) {
        int count = wanted > 0 ? wanted : Arrays.stream(found).max().orElse(Baseline.NOISE) + 1;
        int noise = (int) Arrays.stream(found)
                .filter(cluster -> cluster == Baseline.NOISE)
                .count();
        return new FoundClusters(
                Arrays.stream(found)
                        .map(cluster -> cluster == Baseline.NOISE ? count : cluster)
                        .toArray(),
                count,
                noise);
    }
}
