package org.clade.api.optimizer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.osgi.annotation.versioning.ConsumerType;

/** An optimizer of the weights of one network, with its state. */
@ConsumerType
public interface OptimizerSession extends AutoCloseable {

    /**
     * Makes one update from the gradients of the weights, then clears the gradients
     * ({@link org.clade.api.engine.Autograd#clearGradients}), even if they were not finite, so that the next backward
     * pass starts from zero.
     *
     * @param rateFactor factor of the learning rate, 1 without a schedule
     */
    void update(double rateFactor);

    /**
     * Saves the state: moments and step counts.
     *
     * @param manager holds the arrays
     * @return named arrays. They may be views of the state, so they are valid until the next update
     */
    NDList save(NDManager manager);

    /**
     * Restores a saved state.
     *
     * @param state what {@link #save} returned
     */
    void restore(NDList state);

    /** Frees the state. */
    @Override
    void close();
}
