package org.clade.testkit.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.clade.api.random.RandomStream;
import org.osgi.annotation.versioning.ConsumerType;

/** Creates values of a signal, or of a kind of target, for checks. */
@ConsumerType
@FunctionalInterface
public interface Sampler {

    /**
     * Creates values for a batch.
     *
     * @param manager holds the result
     * @param rows images
     * @param clusters K
     * @param regime the position in the range
     * @param random draws
     * @return an array whose first axis is the images (targets: with the layout of their kind)
     */
    NDArray sample(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random);
}
