package org.clade.api.baseline;

import org.clade.api.metric.ClusterScores;

/**
 * The result of a classical method on the label features of a run's images.
 *
 * @param method the method and its options
 * @param run the run's folder
 * @param signal the label features, such as {@code probabilities}
 * @param data the data set's name
 * @param protocol which of its images, in words
 * @param images how many images the run has
 * @param k the number of clusters, noise not counted
 * @param seed decides everything random
 * @param scores the scores of the papers' tables; none if the images have no labels
 * @param network the scores of the network itself
 * @param seconds how long the clustering took
 * @param noise how many images the method assigned to no cluster; scores take them as a cluster of their own
 */
public record FeatureClustering(
        String method,
        String run,
        String signal,
        String data,
        String protocol,
        int images,
        int k,
        long seed,
        ClusterScores scores,
        NetworkScores network,
        double seconds,
        int noise) {

    /** The result of a method without noise. */
    public FeatureClustering(
            String method,
            String run,
            String signal,
            String data,
            String protocol,
            int images,
            int k,
            long seed,
            ClusterScores scores,
            NetworkScores network,
            double seconds) {
        this(method, run, signal, data, protocol, images, k, seed, scores, network, seconds, 0);
    }

    /**
     * The scores of the network itself.
     *
     * @param scores the scores of the clusters that it assigns; none if the images have no labels
     */
    public record NetworkScores(ClusterScores scores) {}
}
