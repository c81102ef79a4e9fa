package org.clade.api.metric;

import org.clade.api.part.Part;
import org.osgi.annotation.versioning.ConsumerType;

/** A score of a clustering against classes. */
@ConsumerType
public interface ClusterMetric extends Part {

    /**
     * Scores a clustering.
     *
     * @param truth the class of each image, from 0
     * @param clusters the cluster of each image, from 0; as many, fewer or more clusters than classes
     * @return the score, 1 for a perfect clustering
     */
    double score(int[] truth, int[] clusters);
}
