package org.clade.api.baseline;

import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.annotation.versioning.ConsumerType;

/** A classical clustering method for vectors. */
@ConsumerType
public interface Baseline extends Part {

    /** The cluster of a vector that belongs to no cluster. */
    int NOISE = -1;

    /**
     * Whether the method finds the number of clusters itself, and may leave vectors out as {@linkplain #NOISE noise}.
     *
     * @param settings the method's options
     * @return false by default
     */
    default boolean findsCount(Settings settings) {
        return false;
    }

    /**
     * Clusters vectors.
     *
     * @param rows one vector for each image, all of one length
     * @param clusters the number of clusters; 0 for methods that {@linkplain #findsCount find} it
     * @param settings the method's options
     * @param random the draws
     * @return the cluster of each vector, from 0; {@link #NOISE} only if the method finds the number of clusters
     */
    int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random);
}
