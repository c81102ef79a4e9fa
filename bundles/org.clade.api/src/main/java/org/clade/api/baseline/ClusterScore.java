package org.clade.api.baseline;

/**
 * A score of a run's clusters that needs no labels.
 *
 * @param metric the metric and its options
 * @param run the run's folder
 * @param data the data set's name
 * @param images how many images the run has
 * @param features the width of a feature vector
 * @param k the number of clusters that the run was asked for
 * @param found how many of them have images
 * @param largestShare the share of the images in the largest cluster, 0 to 1
 * @param score the score; higher is better
 * @param seed decides everything random
 * @param seconds how long it took
 */
public record ClusterScore(
        String metric,
        String run,
        String data,
        int images,
        int features,
        int k,
        int found,
        double largestShare,
        double score,
        long seed,
        double seconds) {}
