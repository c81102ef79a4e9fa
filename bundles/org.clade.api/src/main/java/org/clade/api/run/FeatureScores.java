package org.clade.api.run;

import org.clade.api.metric.ClusterScores;

/**
 * The result of an evaluation of features, in {@code features.json} (MMDC, Table IV).
 *
 * @param run the run's folder
 * @param checkpoint the checkpoint used, relative to the run's folder
 * @param variant the variant's name
 * @param data the data set's name
 * @param images how many images the run has
 * @param classes how many classes they have
 * @param k the number of clusters
 * @param features the width of a feature vector
 * @param seed decides everything random
 * @param epochs passes of the linear classifier over its training images
 * @param augment whether the classifier learned from augmented images
 * @param kmeans k-means on the features
 * @param linear a linear classifier on the frozen features
 * @param protocol how it was done, in words
 * @param seconds the total time
 * @param cladeVersion the version of Clade
 */
public record FeatureScores(
        String run,
        String checkpoint,
        String variant,
        String data,
        int images,
        int classes,
        int k,
        long features,
        long seed,
        int epochs,
        boolean augment,
        KMeansScores kmeans,
        LinearScores linear,
        Protocol protocol,
        double seconds,
        String cladeVersion) {

    /**
     * K-means on the features.
     *
     * @param scores its scores
     * @param seconds how long it took
     */
    public record KMeansScores(ClusterScores scores, double seconds) {}

    /**
     * A linear classifier on the frozen features.
     *
     * @param acc its accuracy on the test images, 0 to 1
     * @param trainAcc its accuracy on the training images, 0 to 1
     * @param loss its mean loss in the last epoch
     * @param trainImages how many images it learned from
     * @param testImages how many images it was tested on
     * @param seconds how long it took
     */
    public record LinearScores(
            double acc, double trainAcc, double loss, int trainImages, int testImages, double seconds) {}

    /**
     * How it was done, in words.
     *
     * @param features which features
     * @param kmeans how k-means was done
     * @param linear how the classifier learned
     * @param view the view of the training images
     * @param split which images it learned from and was tested on
     */
    public record Protocol(String features, String kmeans, String linear, String view, String split) {}
}
