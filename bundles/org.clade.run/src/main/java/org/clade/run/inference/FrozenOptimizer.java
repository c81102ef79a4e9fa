package org.clade.run.inference;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.clade.api.optimizer.OptimizerSession;

/** The optimizer of a frozen network: there is nothing to update. */
public final class FrozenOptimizer implements OptimizerSession {

    @Override
    public void update(double rateFactor) {
        throw new IllegalStateException("The network is frozen; nothing may train it.");
    }

    @Override
    public NDList save(NDManager manager) {
        return new NDList();
    }

    @Override
    public void restore(NDList state) {
        throw new IllegalStateException("The network is frozen and has no optimizer whose state could be restored.");
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
