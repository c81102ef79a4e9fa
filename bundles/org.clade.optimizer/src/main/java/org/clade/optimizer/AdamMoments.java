package org.clade.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.clade.api.engine.ProductGradient;
import org.clade.api.engine.ProductGradients;
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
     * @param weights changed in place by the gradients they carry
     * @param bound what is done to a gradient before it is used
     * @param settings {@code lr}, {@code beta1} and {@code beta2}
     * @param rateFactor what the learning rate is multiplied with
     * @param epsilon added to the root
     * @param decay L2 penalty added to the gradient
     */
    void step(
            TensorOperators operators,
            NDList weights,
            UnaryOperator<NDArray> bound,
            Settings settings,
            double rateFactor,
            double epsilon,
            double decay) {
        NDList gradients = new NDList(weights.size());
        UpdateRule.gradients(weights).forEach(gradient -> gradients.add(bound.apply(gradient)));
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

    /**
     * Makes one step, in which gradients that are products stay products.
     *
     * @param operators has the fused steps
     * @param weights changed in place by the gradients they carry
     * @param products the gradients that are products
     * @param settings {@code lr}, {@code beta1} and {@code beta2}
     * @param rateFactor what the learning rate is multiplied with
     * @param epsilon added to the root
     * @param decay L2 penalty added to the gradient
     */
    void step(
            TensorOperators operators,
            NDList weights,
            ProductGradients products,
            Settings settings,
            double rateFactor,
            double epsilon,
            double decay) {
        AdamMoments rest = new AdamMoments(new NDList(), new NDList(), new NDList());
        NDList others = new NDList();
        for (int i = 0; i < weights.size(); i++) {
            Optional<ProductGradient> product = products.of(weights.get(i));
            if (product.isPresent()) {
                operators.adam(
                        weights.get(i),
                        product.get(),
                        first.get(i),
                        second.get(i),
                        steps.get(i),
                        rateFactor * settings.number("lr"),
                        settings.number("beta1"),
                        settings.number("beta2"),
                        epsilon,
                        decay);
            } else {
                others.add(weights.get(i));
                rest.first.add(first.get(i));
                rest.second.add(second.get(i));
                rest.steps.add(steps.get(i));
            }
        }
        rest.step(operators, others, UnaryOperator.identity(), settings, rateFactor, epsilon, decay);
    }
}
