package org.clade.optimizer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.OptimizerSession;

/** Applies an update rule to all weights of one network in a few native calls, then clears their gradients. */
final class FusedSession implements OptimizerSession {

    private final TensorEngine engine;
    private final NDList weights;
    private final WeightState state;
    private final UpdateRule rule;

    FusedSession(TensorEngine engine, NDList weights, WeightState state, UpdateRule rule) {
        this.engine = engine;
        this.weights = weights;
        this.state = state;
        this.rule = rule;
    }

    @Override
    public void update(double rateFactor) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            engine.autograd().noGrad(() -> {
                rule.apply(weights, rateFactor);
                engine.autograd().clearGradients(weights);
                return null;
            });
        }
    }

    @Override
    public NDList save(NDManager manager) {
        return state.save(manager);
    }

    @Override
    public void restore(NDList saved) {
        state.restore(saved);
    }

    @Override
    public void close() {
        state.close();
    }
}
