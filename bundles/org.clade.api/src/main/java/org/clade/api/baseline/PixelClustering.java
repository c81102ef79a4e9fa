package org.clade.api.baseline;

import org.clade.api.data.DatasetNotes;
import org.clade.api.metric.ClusterScores;

/**
 * The result of a classical method on the pixels of images.
 *
 * @param method the method and its options
 * @param data the data set's name
 * @param protocol which of its images, in words
 * @param images how many images were clustered
 * @param notes notes on the data set
 * @param k the number of clusters
 * @param seed decides everything random
 * @param scores the scores of the papers' tables; none if the images have no labels
 * @param seconds the total time
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
        double seconds) {}
