package org.clade.cluster;

import java.util.OptionalDouble;
import org.clade.api.run.RunProgress;

/** Estimates from the progress of a run how long an evaluation of all its images takes, at the speed of the latest one. */
final class EvaluationForecast {

    private static final String STAGE = "evaluating";

    /** The share of an evaluation from which on its speed counts: the first batch warms up. */
    private static final double LEAST_SHARE = 0.02;

    private OptionalDouble seconds = OptionalDouble.empty();

    /** Takes the speed of an evaluation that is going on. */
    void see(RunProgress now) {
        RunProgress.Count count = now.count();
        if (now.stage().startsWith(STAGE) && now.imagesPerSecond() > 0 && count.done() >= LEAST_SHARE * count.total()) {
            seconds = OptionalDouble.of(count.total() / now.imagesPerSecond());
        }
    }

    /** {@return seconds for all images; empty as long as no evaluation was seen} */
    OptionalDouble seconds() {
        return seconds;
    }
}
