package org.clade.testkit.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.clade.api.random.RandomStream;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes values of a signal, or of a kind of target, to try parts with. */
@ConsumerType
@FunctionalInterface
public interface Sampler {

    /**
     * Makes values for a batch.
     *
     * @param manager holds the result
     * @param rows images
     * @param clusters K
     * @param regime where in the range
     * @param random draws
     * @return an array whose first axis is the images (targets: laid out as their kind says)
     */
    NDArray sample(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random);
}
