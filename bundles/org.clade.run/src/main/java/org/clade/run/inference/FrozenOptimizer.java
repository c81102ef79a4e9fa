package org.clade.run.inference;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.clade.api.optimizer.OptimizerSession;

/** The optimizer of a frozen network, which updates nothing. */
public final class FrozenOptimizer implements OptimizerSession {

    @Override
    public void update(double rateFactor) {
        throw new IllegalStateException("The network is frozen and cannot be trained.");
    }

    @Override
    public NDList save(NDManager manager) {
        return new NDList();
    }

    @Override
    public void restore(NDList state) {
        throw new IllegalStateException("The network is frozen and has no optimizer state to restore.");
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
