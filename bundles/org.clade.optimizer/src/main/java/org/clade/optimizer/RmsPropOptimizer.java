package org.clade.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Collections;
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
 * RMSprop as Keras 1 has it, in one fused call over all weights, with a state that can be saved.
 *
 * <p>Formula, for each weight w with gradient g: v ← rho · v + (1-rho) · g² from v = 0, and w ← w - rate · g / (√v +
 * epsilon). There is no correction of the bias, so the first steps are 1 / √(1-rho) times as long as later ones. With
 * {@code reset} v restarts at 0 after that number of updates.
 *
 * <p>Source: Keras 1.1.2; the released code of DAC trains with the defaults. Use for DAC; PyTorch's RMSprop has {@code
 * rho=0.99}.
 */
@Component
@ProvidesOptimizer(
        id = "rmsprop",
        summary = "RMSprop as in Keras 1, epsilon outside the root; the released code of DAC trains with its defaults.")
public final class RmsPropOptimizer implements Optimizer {

    static final Option<Double> LR = Option.number("lr", 1e-3, 0, 10, "Learning rate.");

    static final Option<Double> RHO =
            Option.number("rho", 0.9, 0, 0.999999, "Decay of the mean of squared gradients from step to step.");

    static final Option<Double> EPSILON = Option.number("epsilon", 1e-8, 0, 1, "Added to the root, outside of it.");

    static final Option<Integer> RESET = Option.integer(
            "reset",
            0,
            0,
            10_000_000,
            "Updates after which the mean restarts at 0; 0 for never: DAC's second script for CIFAR-10"
                    + " restarts each epoch, which is 37200.");

    /** A step so late that rho to its power is 0, so that no bias correction is left. */
    private static final float LATE = 1e9f;

    private final TensorEngine engine;

    /**
     * The optimizer.
     *
     * @param engine offers the fused step
     */
    @Activate
    public RmsPropOptimizer(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(LR, RHO, EPSILON, RESET);
    }

    @Override
    public OptimizerSession open(NDList weights, Settings settings) {
        WeightState state = new WeightState(engine, "rmsprop", weights);
        NDList squares = state.likeWeights("squares");
        int reset = settings.get(RESET);
        Runnable before = reset == 0 ? () -> {} : counted(state.counter("updates"), reset, squares);
        ScriptModule script = state.compile("rmsprop.py");
        NDList late = new NDList(Collections.nCopies(weights.size(), state.constant(LATE)));
        return new FusedSession(engine, weights, state, (all, rateFactor) -> {
            before.run();
            script.update(
                    "rmsprop",
                    List.of(all, UpdateRule.gradients(all), squares, late),
                    rateFactor * settings.get(LR),
                    settings.get(RHO),
                    settings.get(EPSILON));
        });
    }

    private Runnable counted(NDArray updates, int reset, NDList squares) {
        return () -> {
            if (updates.getFloat() == reset) {
                engine.operators().zero(squares);
                engine.operators().zero(new NDList(updates));
            }
            updates.addi(1);
        };
    }
}
