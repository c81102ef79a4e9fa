package org.clade.api.optimizer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.osgi.annotation.versioning.ConsumerType;

/** An optimizer of the weights of one network, with its state. */
@ConsumerType
public interface OptimizerSession extends AutoCloseable {

    /**
     * Makes one update from the gradients that the weights carry, then clears them
     * ({@link org.clade.api.engine.Autograd#clearGradients}), even if they were not finite: the next backward pass adds to nothing.
     *
     * @param rateFactor what the learning rate is multiplied by, 1 unless a schedule says otherwise
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
