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
 * Stochastic gradient descent with momentum, all weights in one or two fused calls, with a state that can be saved.
 *
 * <p>Formula, for each weight w with gradient g: u ← momentum · u + g + {@code decay} · w from u = 0, and w ← w - rate ·
 * u; neither dampened nor Nesterov's. With {@code weight_decay_on=matrices} only weights of more than one dimension decay, which
 * spares biases and batch normalization.
 *
 * <p>A head that is not trained in a phase has gradients of zero. With {@code idle=decay} it still decays and moves by
 * its momentum: in MMDC's released code the label head shrinks to 0.89 over one rotation epoch of 469 steps. With
 * {@code idle=rest} such weights and their state stay unchanged.
 *
 * <p>Source: MMDC, Sec. IV-A: {@code sgd(lr=0.05, weight_decay=5e-4)}, decay on matrices in the released code. Use for MMDC.
 */
@Component
@ProvidesOptimizer(
        id = "sgd",
        summary =
                "Gradient descent with momentum (MMDC trains with lr=0.05, weight_decay=5e-4 on matrices, Sec. IV-A).")
public final class SgdOptimizer implements Optimizer {

    static final Option<Double> LR = Option.number("lr", 0.05, 0, 10, "Learning rate.");

    static final Option<Double> MOMENTUM = Option.number(
            "momentum", 0.9, 0, 0.999999, "The fraction of the last step that carries over to the next one.");

    static final Option<Double> WEIGHT_DECAY =
            Option.number("weight_decay", 0, 0, 1, "Weight decay as an L2 penalty on the gradient; MMDC has 5e-4.");

    static final Option<DecayOn> WEIGHT_DECAY_ON = Option.choice(
            "weight_decay_on",
            DecayOn.MATRICES,
            "Which weights decay: those of more than one dimension (MMDC's released code), or all.");

    static final Option<IdleWeights> IDLE = Option.choice(
            "idle",
            IdleWeights.DECAY,
            "What weights with an entirely zero gradient do in a step: they decay and keep their"
                    + " momentum (MMDC's released code), or rest.");

    private final TensorEngine engine;

    /**
     * The optimizer.
     *
     * @param engine offers the fused step
     */
    @Activate
    public SgdOptimizer(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(LR, MOMENTUM, WEIGHT_DECAY, WEIGHT_DECAY_ON, IDLE);
    }

    @Override
    public OptimizerSession open(NDList weights, Settings settings) {
        WeightState state = new WeightState(engine, "sgd", weights);
        NDList velocities = state.likeWeights("velocity");
        ScriptModule script = state.compile("sgd.py");
        boolean everywhere = settings.get(WEIGHT_DECAY_ON) == DecayOn.ALL;
        boolean rest = settings.get(IDLE) == IdleWeights.REST;
        return new FusedSession(engine, weights, state, (all, rateFactor) -> {
            NDList gradients = UpdateRule.gradients(all);
            Lists decaying = new Lists();
            Lists others = new Lists();
            float[] magnitudes = rest ? engine.operators().l1Norms(gradients).toFloatArray() : new float[0];
            for (int i = 0; i < all.size(); i++) {
                if (!rest || magnitudes[i] != 0) {
                    Lists lists = everywhere || all.get(i).getShape().dimension() > 1 ? decaying : others;
                    lists.add(all.get(i), gradients.get(i), velocities.get(i));
                }
            }
            double rate = rateFactor * settings.get(LR);
            decaying.step(script, rate, settings.get(MOMENTUM), settings.get(WEIGHT_DECAY));
            others.step(script, rate, settings.get(MOMENTUM), 0);
        });
    }

    /** Weights with the same step. */
    private record Lists(NDList weights, NDList gradients, NDList velocities) {

        Lists() {
            this(new NDList(), new NDList(), new NDList());
        }

        void add(NDArray weight, NDArray gradient, NDArray velocity) {
            weights.add(weight);
            gradients.add(gradient);
            velocities.add(velocity);
        }

        void step(ScriptModule script, double rate, double momentum, double decay) {
            NDList moving = momentum == 0 ? new NDList() : velocities; // libtorch requires it
            script.update("sgd", List.of(weights, gradients, moving), rate, momentum, decay);
        }
    }
}
