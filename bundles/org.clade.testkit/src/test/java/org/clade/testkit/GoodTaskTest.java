package org.clade.testkit;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;

/** The example of the README: an author's test. */
class GoodTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new SquaredDistance();
    }

    @Override
    public List<String> settings() {
        return List.of("", "factor=3");
    }

    private static final class SquaredDistance implements LossTask {

        private static final Option<Double> FACTOR = Option.number("factor", 1, 0, 10, "The factor of the loss.");

        @Override
        public List<Option<?>> options() {
            return List.of(FACTOR);
        }

        @Override
        public Set<Signal> reads(Settings settings) {
            return Set.of(Signal.PROBABILITIES);
        }

        @Override
        public Set<TargetKind> targets(Settings settings) {
            return Set.of(TargetKind.BALANCED);
        }

        @Override
        public NDArray loss(Step step) {
            return step.predictions()
                    .get(Signal.PROBABILITIES)
                    .sub(step.targets().get(TargetKind.BALANCED))
                    .square()
                    .mul(step.settings().get(FACTOR))
                    .mean();
        }
    }
}
