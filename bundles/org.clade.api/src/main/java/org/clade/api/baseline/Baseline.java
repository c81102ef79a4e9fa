package org.clade.api.baseline;

import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.annotation.versioning.ConsumerType;

/** A classical clustering method for vectors. */
@ConsumerType
public interface Baseline extends Part {

    /**
     * Clusters vectors.
     *
     * @param rows one vector for each image, all of one length
     * @param clusters the number of clusters
     * @param settings the method's options
     * @param random the draws
     * @return the cluster of each vector, from 0
     */
    int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random);
}
