package org.clade.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.OptionalDouble;
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
 * Adam, in one fused call over all weights, with a state that can be saved.
 *
 * <p>Formula, for each weight w with gradient g at step n: m ← b₁m + (1-b₁)g, v ← b₂v + (1-b₂)g², and w ← w - rate ·
 * m̂ / (√v̂ + epsilon) with m̂ = m / (1-b₁ⁿ) and v̂ = v / (1-b₂ⁿ). Before that {@code decay} · w is added to g, and
 * with {@code clip=c} every entry of g is clipped to ±c.
 *
 * <p>Source: Kingma and Ba, Adam, ICLR 2015, as PyTorch computes it; GATCluster, ECCV 2020, Sec. 4.2, trains with the
 * defaults. Its first public commit clipped gradients at 10, later ones do not. Use unless a method says otherwise.
 */
@Component
@ProvidesOptimizer(id = "adam", summary = "Adam in one fused call; GATCluster trains with its defaults (Sec. 4.2).")
public final class AdamOptimizer implements Optimizer {

    static final Option<Double> EPSILON = Option.number("epsilon", 1e-8, 0, 1, "Added to the root, outside of it.");

    static final Option<Double> WEIGHT_DECAY =
            Option.number("weight_decay", 0, 0, 1, "Weight decay as an L2 penalty on the gradient.");

    static final Option<OptionalDouble> CLIP = Option.numberOrOff(
            "clip",
            OptionalDouble.empty(),
            1e-6,
            1e6,
            "Limit on the magnitude of every entry of a gradient; GATCluster's first public commit has 10.");

    private final TensorEngine engine;

    /**
     * The optimizer.
     *
     * @param engine offers the fused step
     */
    @Activate
    public AdamOptimizer(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(AdamMoments.LR, AdamMoments.BETA1, AdamMoments.BETA2, EPSILON, WEIGHT_DECAY, CLIP);
    }

    @Override
    public OptimizerSession open(NDList weights, Settings settings) {
        WeightState state = new WeightState(engine, "adam", weights);
        AdamMoments moments = AdamMoments.in(state);
        OptionalDouble clip = settings.get(CLIP);
        // A product has no entries to clip.
        FactoredGradients products = state.products(clip.isPresent() ? new NDList() : weights);
        UnaryOperator<NDArray> bound =
                clip.isPresent() ? bounded((float) clip.getAsDouble()) : UnaryOperator.identity();
        return new FusedSession(
                engine,
                weights,
                state,
                (all, rateFactor) -> moments.apply(
                        all,
                        products,
                        bound,
                        new AdamStep(
                                rateFactor * settings.get(AdamMoments.LR),
                                settings.get(AdamMoments.BETA1),
                                settings.get(AdamMoments.BETA2),
                                settings.get(EPSILON),
                                settings.get(WEIGHT_DECAY))));
    }

    private static UnaryOperator<NDArray> bounded(float bound) {
        return gradient -> gradient.clip(-bound, bound);
    }
}
