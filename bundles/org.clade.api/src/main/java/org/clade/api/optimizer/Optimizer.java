package org.clade.api.optimizer;

import ai.djl.ndarray.NDList;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** An update rule for weights. */
@ConsumerType
public interface Optimizer extends Part {

    /**
     * Starts to optimize weights.
     *
     * @param weights arrays that require gradients, changed in place by each update; their names tell weights, biases
     *     and normalization parameters apart
     * @param settings the options, the learning rate among them
     * @return the session; the caller closes it
     */
    OptimizerSession open(NDList weights, Settings settings);
}
