package org.clade.optimizer;

import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.clade.api.engine.FactoredGradients;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.optimizer.ProvidesOptimizer;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Adam as Keras 1 has it, in one fused call over all weights, with a state that can be saved.
 *
 * <p>Formula, for each weight w with gradient g at step n: m ← b₁m + (1-b₁)g, v ← b₂v + (1-b₂)g², and w ← w - rate ·
 * √(1-b₂ⁿ) / (1-b₁ⁿ) · m / (√v + epsilon). The correction of the bias is folded into the rate, so epsilon is added to
 * the uncorrected root: this equals {@code adam} with an epsilon of epsilon / √(1-b₂ⁿ), thirty times as large at the
 * first step.
 *
 * <p>Source: Keras 1.1.2; ST-DAC, Sec. 5.1, trains with {@code lr=1e-4}. Use to reproduce numbers of a Keras program, else {@code adam}.
 */
@Component
@ProvidesOptimizer(
        id = "keras-adam",
        summary = "Adam as in Keras 1, epsilon added to the uncorrected root (ST-DAC trains with lr=1e-4, Sec. 5.1).")
public final class KerasAdamOptimizer implements Optimizer {

    static final Option<Double> EPSILON =
            Option.number("epsilon", 1e-8, 0, 1, "Added to the uncorrected root, outside of it.");

    private final TensorEngine engine;

    /**
     * The optimizer.
     *
     * @param engine offers the fused step
     */
    @Activate
    public KerasAdamOptimizer(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(AdamMoments.LR, AdamMoments.BETA1, AdamMoments.BETA2, EPSILON);
    }

    @Override
    public OptimizerSession open(NDList weights, Settings settings) {
        WeightState state = new WeightState(engine, "keras-adam", weights);
        AdamMoments moments = AdamMoments.in(state);
        FactoredGradients products = state.products(weights);
        double beta2 = settings.get(AdamMoments.BETA2);
        return new FusedSession(
                engine,
                weights,
                state,
                (all, rateFactor) -> moments.apply(
                        all,
                        products,
                        UnaryOperator.identity(),
                        new AdamStep(
                                rateFactor * settings.get(AdamMoments.LR),
                                settings.get(AdamMoments.BETA1),
                                beta2,
                                settings.get(EPSILON) / Math.sqrt(1 - Math.pow(beta2, moments.nextStep())),
                                0)));
    }
}
