package org.clade.task.temi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Signal;
import org.clade.testkit.check.InputRegime;
import org.clade.testkit.check.Samples;

/** Samples of TEMI's signals and targets: two heads, an image and one neighbor. */
final class TemiSamples {

    static final int HEADS = 2;

    private TemiSamples() {}

    static Samples all() {
        return Samples.standard()
                .with(
                        Signal.FEATURES,
                        (manager, rows, clusters, regime, random) ->
                                manager.create(random.gaussian(rows * 6), new Shape(rows, 6)))
                .with(PairTargets.STUDENTS, TemiSamples::logs)
                .with(PairTargets.TEACHERS, TemiSamples::logs)
                .with(PairTargets.TEACHER_LABELS, (manager, rows, clusters, regime, random) -> logs(
                                manager, 2 * rows, clusters, regime, random)
                        .reshape(rows, 2, HEADS, clusters))
                .with(
                        PairTargets.PAIR_WEIGHTS,
                        (manager, rows, clusters, regime, random) ->
                                manager.create(random.uniform(rows * HEADS, 0, 1), new Shape(rows, HEADS)))
                .with(PairTargets.LOG_CLASSES, (manager, rows, clusters, regime, random) -> logs(
                                manager, 1, clusters, regime, random)
                        .maximum(-69f)
                        .reshape(HEADS, clusters))
                .with(
                        PairTargets.PAIR_EXPONENT,
                        (manager, rows, clusters, regime, random) -> manager.create(new float[] {0.6f, 0}));
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
        return manager.create(random.gaussian(rows * HEADS * clusters), new Shape(rows, HEADS, clusters))
                .mul(scale)
                .logSoftmax(2)
                .reshape(rows, HEADS * clusters);
    }
}
