package org.clade.api.baseline;

import org.clade.api.data.DatasetNotes;
import org.clade.api.metric.ClusterScores;

/**
 * The result of a classical method on the pixels of images, or on vectors.
 *
 * @param method the method and its options
 * @param data the data set's name
 * @param protocol which of its images, in words
 * @param images how many images were clustered
 * @param notes notes on the data set
 * @param k the number of clusters, noise not counted
 * @param seed decides everything random
 * @param scores the scores of the papers' tables, with noise as a cluster of its own; none if the images have no labels
 * @param seconds the total time
 * @param clustered what was clustered, in words: {@code pixels} or {@code vectors of 384 values}
 * @param noise how many images the method assigned to no cluster
 */
public record PixelClustering(
        String method,
        String data,
        String protocol,
        int images,
        DatasetNotes notes,
        int k,
        long seed,
        ClusterScores scores,
        double seconds,
        String clustered,
        int noise) {

    /** The result of a method without noise on pixels. */
    public PixelClustering(
            String method,
            String data,
            String protocol,
            int images,
            DatasetNotes notes,
            int k,
            long seed,
            ClusterScores scores,
            double seconds) {
        this(method, data, protocol, images, notes, k, seed, scores, seconds, "pixels", 0);
    }
}
