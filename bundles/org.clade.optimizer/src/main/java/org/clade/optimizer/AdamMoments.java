package org.clade.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.clade.api.engine.FactoredGradient;
import org.clade.api.engine.FactoredGradients;
import org.clade.api.engine.ScriptModule;
import org.clade.api.part.Option;

/**
 * Adam's state for each weight, and its step.
 *
 * @param script makes the steps
 * @param first running means of the gradients
 * @param second running means of their squares
 * @param steps the steps made so far
 */
record AdamMoments(ScriptModule script, NDList first, NDList second, NDList steps) {

    static final Option<Double> LR = Option.number("lr", 1e-3, 0, 10, "Learning rate.");

    static final Option<Double> BETA1 =
            Option.number("beta1", 0.9, 0, 0.999999, "Decay of the mean of gradients from step to step.");

    static final Option<Double> BETA2 =
            Option.number("beta2", 0.999, 0, 0.999999, "Decay of the mean of squared gradients from step to step.");

    /** {@return new moments, owned by a state} */
    static AdamMoments in(WeightState state) {
        return in(state, state.compile("adam.py"));
    }

    /** {@return new moments for the steps of a script, owned by a state} */
    static AdamMoments in(WeightState state, ScriptModule script) {
        return new AdamMoments(script, state.likeWeights("first"), state.likeWeights("second"), state.scalars("steps"));
    }

    /** {@return the number of the next step, from 1} */
    double nextStep() {
        return steps.head().getFloat() + 1;
    }

    /**
     * Makes one step; gradients that are products stay products.
     *
     * @param weights changed in place by their gradients
     * @param products the gradients in product form
     * @param bound applied to each of the other gradients first
     * @param step rate, decays and epsilon
     */
    void apply(NDList weights, FactoredGradients products, UnaryOperator<NDArray> bound, AdamStep step) {
        double[] numbers = step.numbers();
        NDList others = new NDList();
        NDList gradients = new NDList();
        NDList firsts = new NDList();
        NDList seconds = new NDList();
        NDList counts = new NDList();
        for (int i = 0; i < weights.size(); i++) {
            NDArray weight = weights.get(i);
            Optional<FactoredGradient> product = products.of(weight);
            if (product.isPresent()) {
                applyByPieces(i, weight, product.get(), numbers);
            } else {
                others.add(weight);
                gradients.add(bound.apply(weight.getGradient()));
                firsts.add(first.get(i));
                seconds.add(second.get(i));
                counts.add(steps.get(i));
            }
        }
        script.update("adam", List.of(others, gradients, firsts, seconds, counts), numbers);
    }

    /** A step of one matrix in pieces that fit into the processor's cache. */
    private void applyByPieces(int at, NDArray weight, FactoredGradient gradient, double... numbers) {
        script.update(
                "adam_by_pieces",
                List.of(
                        new NDList(weight),
                        gradient.read() == weight ? new NDList() : new NDList(gradient.read()),
                        new NDList(first.get(at)),
                        new NDList(second.get(at)),
                        new NDList(steps.get(at)),
                        new NDList(gradient.outputs()),
                        new NDList(gradient.inputs())),
                numbers);
    }
}
