package org.clade.optimizer;

import ai.djl.ndarray.NDList;
import org.clade.api.engine.TensorOperators;
import org.clade.api.part.Settings;

/**
 * What Adam keeps beside each weight.
 *
 * @param first running means of the gradients
 * @param second running means of their squares
 * @param steps the steps made so far
 */
record AdamMoments(NDList first, NDList second, NDList steps) {

    /** {@return new moments, kept by a state} */
    static AdamMoments in(WeightState state) {
        return new AdamMoments(state.likeWeights("first"), state.likeWeights("second"), state.scalars("steps"));
    }

    /** {@return the number of the step that comes next, from 1} */
    double nextStep() {
        return steps.head().getFloat() + 1;
    }

    /**
     * Makes one step.
     *
     * @param operators has the fused step
     * @param weights changed in place
     * @param gradients one for each weight
     * @param settings {@code lr}, {@code beta1} and {@code beta2}
     * @param rateFactor what the learning rate is multiplied with
     * @param epsilon added to the root
     * @param decay L2 penalty added to the gradient
     */
    void step(
            TensorOperators operators,
            NDList weights,
            NDList gradients,
            Settings settings,
            double rateFactor,
            double epsilon,
            double decay) {
        operators.adam(
                weights,
                gradients,
                first,
                second,
                steps,
                rateFactor * settings.number("lr"),
                settings.number("beta1"),
                settings.number("beta2"),
                epsilon,
                decay);
    }
}
