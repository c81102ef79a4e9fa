package org.clade.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.clade.api.engine.FactoredGradient;
import org.clade.api.engine.FactoredGradients;
import org.clade.api.engine.TensorOperators;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;

/**
 * What Adam keeps beside each weight.
 *
 * @param first running means of the gradients
 * @param second running means of their squares
 * @param steps the steps made so far
 */
record AdamMoments(NDList first, NDList second, NDList steps) {

    static final Option<Double> LR = Option.number("lr", 1e-3, 0, 10, "Learning rate.");

    static final Option<Double> BETA1 =
            Option.number("beta1", 0.9, 0, 0.999999, "Decay of the mean of gradients from step to step.");

    static final Option<Double> BETA2 =
            Option.number("beta2", 0.999, 0, 0.999999, "Decay of the mean of squared gradients from step to step.");

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
     * @param settings {@link #LR}, {@link #BETA1} and {@link #BETA2}
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
        double rate = rateFactor * settings.get(LR);
        double beta1 = settings.get(BETA1);
        double beta2 = settings.get(BETA2);
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
