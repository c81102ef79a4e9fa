package org.clade.api.cluster;

/**
 * What the measures without labels say of one number of clusters.
 *
 * @param k the number of clusters
 * @param silhouette mean silhouette, -1 to 1
 * @param calinskiHarabasz the variance ratio, 0 or more
 * @param stability mean adjusted Rand index between the partitions of several seeds, 1 if all are equal
 * @param confidence mean margin of the nearest center over the second, 0 to 1: {@code 1 - d1 / d2}
 * @param effectiveClusters the exponential of the entropy of the clusters' sizes, 1 to {@code k}
 * @param bestShare in which share of samples of the images, drawn with replacement, this number has the best silhouette, 0 to 1
 */
public record CountMeasures(
        int k,
        double silhouette,
        double calinskiHarabasz,
        double stability,
        double confidence,
        double effectiveClusters,
        double bestShare) {

    /** The measures of a number whose silhouette is never the best; the parameters are those of the record. */
    public CountMeasures(
            int k,
            double silhouette,
            double calinskiHarabasz,
            double stability,
            double confidence,
            double effectiveClusters) {
        this(k, silhouette, calinskiHarabasz, stability, confidence, effectiveClusters, 0);
    }

    /** {@return the same measures with another share} */
    public CountMeasures withBestShare(double share) {
        return new CountMeasures(k, silhouette, calinskiHarabasz, stability, confidence, effectiveClusters, share);
    }
}
