package org.clade.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.clade.api.engine.ScriptModule;
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
 * Adam with decoupled weight decay, in one or two fused calls, with a state that can be saved.
 *
 * <p>Formula, for each weight w with gradient g at step n: w ← (1 - rate · {@code weight_decay}) · w, then Adam's step without decay:
 * m ← b₁m + (1-b₁)g, v ← b₂v + (1-b₂)g², and w ← w - rate · m̂ / (√v̂ + epsilon) with m̂ = m / (1-b₁ⁿ) and v̂ = v / (1-b₂ⁿ).
 * With {@code weight_decay_on=matrices} only weights of more than one dimension decay. With {@code idle=rest} a weight whose
 * gradient is entirely zero takes no step: it does not decay, and its moments and its count of steps stay unchanged, as in PyTorch for
 * a weight without a gradient.
 *
 * <p>Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization, ICLR 2019, as PyTorch computes it. TEMI's released code trains
 * with {@code adamw(lr=4e-4, weight_decay=1e-4, idle=rest)} for batches of 1024 images.
 */
@Component
@ProvidesOptimizer(
        id = "adamw",
        summary = "Adam with decoupled weight decay (Loshchilov and Hutter 2019); TEMI trains with it.")
public final class AdamWOptimizer implements Optimizer {

    static final Option<Double> WEIGHT_DECAY =
            Option.number("weight_decay", 0.01, 0, 1, "Decay of a weight per step, times the learning rate.");

    static final Option<DecayOn> WEIGHT_DECAY_ON = Option.choice(
            "weight_decay_on",
            DecayOn.MATRICES,
            "Which weights decay: those of more than one dimension (TEMI's released code), or all.");

    static final Option<IdleWeights> IDLE = Option.choice(
            "idle",
            IdleWeights.DECAY,
            "What weights with an entirely zero gradient do in a step: they decay and keep their momentum, or rest"
                    + " (TEMI's last layer in the first epoch).");

    private final TensorEngine engine;

    /**
     * The optimizer.
     *
     * @param engine offers the fused step
     */
    @Activate
    public AdamWOptimizer(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(
                AdamMoments.LR,
                AdamMoments.BETA1,
                AdamMoments.BETA2,
                AdamOptimizer.EPSILON,
                WEIGHT_DECAY,
                WEIGHT_DECAY_ON,
                IDLE);
    }

    @Override
    public OptimizerSession open(NDList weights, Settings settings) {
        WeightState state = new WeightState(engine, "adamw", weights);
        ScriptModule script = state.compile("adamw.py");
        AdamMoments moments = AdamMoments.in(state, script);
        boolean everywhere = settings.get(WEIGHT_DECAY_ON) == DecayOn.ALL;
        boolean rest = settings.get(IDLE) == IdleWeights.REST;
        return new FusedSession(engine, weights, state, (all, rateFactor) -> {
            NDList gradients = UpdateRule.gradients(all);
            float[] magnitudes = rest ? engine.operators().l1Norms(gradients).toFloatArray() : new float[0];
            Lists decaying = new Lists();
            Lists others = new Lists();
            for (int i = 0; i < all.size(); i++) {
                if (!rest || magnitudes[i] != 0) {
                    Lists lists = everywhere || all.get(i).getShape().dimension() > 1 ? decaying : others;
                    lists.add(all.get(i), gradients.get(i), moments, i);
                }
            }
            double rate = rateFactor * settings.get(AdamMoments.LR);
            decaying.step(script, step(rate, settings, settings.get(WEIGHT_DECAY)));
            others.step(script, step(rate, settings, 0));
        });
    }

    private static AdamStep step(double rate, Settings settings, double decay) {
        return new AdamStep(
                rate,
                settings.get(AdamMoments.BETA1),
                settings.get(AdamMoments.BETA2),
                settings.get(AdamOptimizer.EPSILON),
                decay);
    }

    /** Weights with the same step. */
    private record Lists(NDList weights, NDList gradients, NDList first, NDList second, NDList steps) {

        Lists() {
            this(new NDList(), new NDList(), new NDList(), new NDList(), new NDList());
        }

        void add(NDArray weight, NDArray gradient, AdamMoments moments, int at) {
            weights.add(weight);
            gradients.add(gradient);
            first.add(moments.first().get(at));
            second.add(moments.second().get(at));
            steps.add(moments.steps().get(at));
        }

        void step(ScriptModule script, AdamStep step) {
            if (!weights.isEmpty()) {
                script.update("adamw", List.of(weights, gradients, first, second, steps), step.numbers());
            }
        }
    }
}
