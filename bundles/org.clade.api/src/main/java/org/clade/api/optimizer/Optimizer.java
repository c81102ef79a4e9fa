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
     * @param weights arrays that carry gradients, changed in place by each update; their names say what they are
     * @param settings the options, the learning rate among them
     * @return the session, closed by the caller
     */
    OptimizerSession open(NDList weights, Settings settings);
}
