package org.clade.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.clade.api.engine.FactoredGradient;
import org.clade.api.engine.FactoredGradients;
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
     * Makes one step; gradients that are products stay products.
     *
     * @param operators has the fused steps
     * @param weights changed in place by the gradients they carry
     * @param products the gradients that are products
     * @param bound what is done to each of the others before it is used
     * @param settings {@code lr}, {@code beta1} and {@code beta2}
     * @param rateFactor what the learning rate is multiplied with
     * @param epsilon added to the root
     * @param decay L2 penalty added to the gradient
     */
    void step(
            TensorOperators operators,
            NDList weights,
            FactoredGradients products,
            UnaryOperator<NDArray> bound,
            Settings settings,
            double rateFactor,
            double epsilon,
            double decay) {
        double rate = rateFactor * settings.number("lr");
        double beta1 = settings.number("beta1");
        double beta2 = settings.number("beta2");
        AdamMoments rest = new AdamMoments(new NDList(), new NDList(), new NDList());
        NDList others = new NDList();
        NDList gradients = new NDList();
        for (int i = 0; i < weights.size(); i++) {
            NDArray weight = weights.get(i);
            Optional<FactoredGradient> product = products.of(weight);
            if (product.isPresent()) {
                operators.adam(
                        weight,
                        product.get(),
                        first.get(i),
                        second.get(i),
                        steps.get(i),
                        rate,
                        beta1,
                        beta2,
                        epsilon,
                        decay);
            } else {
                others.add(weight);
                gradients.add(bound.apply(weight.getGradient()));
                rest.first.add(first.get(i));
                rest.second.add(second.get(i));
                rest.steps.add(steps.get(i));
            }
        }
        operators.adam(others, gradients, rest.first, rest.second, rest.steps, rate, beta1, beta2, epsilon, decay);
    }
}
