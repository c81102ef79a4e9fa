package org.clade.api.metric;

import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.annotation.versioning.ConsumerType;

/** A score of a clustering by the features of its images. It needs no labels, so it can choose settings without them. */
@ConsumerType
public interface FeatureMetric extends Part {

    /**
     * Scores a clustering. The same arguments give the same score.
     *
     * @param features the features of each image, N×F, finite; not changed
     * @param clusters the cluster of each image, from 0; not changed
     * @param settings the values of the options
     * @param random decides everything random
     * @return the score; higher is better
     * @throws org.clade.api.part.RefusedException if settings and features do not fit
     */
    double score(double[][] features, int[] clusters, Settings settings, RandomStream random);
}
