package org.clade.api.optimizer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** An optimizer at work on the weights of one network. */
public interface OptimizerSession extends AutoCloseable {

    /**
     * One update from the gradients that the weights carry; afterwards the gradients are zero.
     *
     * @param rateFactor what the learning rate is multiplied with, 1 unless a schedule says otherwise
     */
    void update(double rateFactor);

    /**
     * Writes down the state: moments and step counts.
     *
     * @param manager holds the arrays
     * @return named arrays, which may be the state itself: until the next update they are what it was
     */
    NDList save(NDManager manager);

    /**
     * Takes up a state that was written down.
     *
     * @param state what {@link #save} gave
     */
    void restore(NDList state);

    /** Frees the state. */
    @Override
    void close();
}
