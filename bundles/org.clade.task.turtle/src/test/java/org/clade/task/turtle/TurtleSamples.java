package org.clade.task.turtle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Signal;
import org.clade.testkit.check.InputRegime;
import org.clade.testkit.check.Samples;

/** Samples of TURTLE's signals and targets: two feature spaces of four and two numbers. */
final class TurtleSamples {

    private static final int SPACES = 2;
    private static final int WIDTH = 6;

    private TurtleSamples() {}

    static Samples all() {
        return Samples.standard()
                .with(
                        Signal.FEATURES,
                        (manager, rows, clusters, regime, random) ->
                                manager.create(random.gaussian(rows * WIDTH), new Shape(rows, WIDTH)))
                .with(SpaceLabels.PROBABILITIES, (manager, rows, clusters, regime, random) -> logs(
                                manager, rows, clusters, regime, random)
                        .exp()
                        .reshape(rows, SPACES * clusters))
                .with(SpaceLabels.CLASSIFIED, TurtleSamples::logs);
    }

    private static NDArray logs(NDManager manager, int rows, int clusters, InputRegime regime, RandomStream random) {
        float scale =
                switch (regime) {
                    case ORDINARY -> 1;
                    case UNIFORM -> 0;
                    case NEAR_ZERO -> 30;
                    case ONE_HOT -> 1e3f;
                    case COLLAPSED -> 1e4f;
                };
        return manager.create(random.gaussian(rows * SPACES * clusters), new Shape(rows, SPACES, clusters))
                .mul(scale)
                .logSoftmax(2);
    }
}
