package org.clade.target.thresholds;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.clade.api.part.Settings;

/** Decides which pairs of images are related, unrelated or left out. */
@FunctionalInterface
interface PairSelection {

    /**
     * The relation of every pair.
     *
     * @param similarity M×M
     * @param thresholds the thresholds of this epoch
     * @return M×M, float32: 1 together, 0 apart, 0.5 undecided, -1 left out
     */
    NDArray relation(NDArray similarity, Thresholds thresholds);

    /** {@return the rule for the strategy's options} */
    static PairSelection of(Settings settings) {
        if (settings.get(ThresholdTargets.SCHEDULE) != ThresholdTargets.ScheduleRule.SINGLE) {
            return settings.get(ThresholdTargets.STRICT) ? PairSelection::strict : PairSelection::inclusive;
        }
        return switch (settings.get(ThresholdTargets.TIE)) {
            case APART -> PairSelection::above;
            case TOGETHER -> PairSelection::inclusive;
            case UNDECIDED -> PairSelection::sign;
        };
    }

    /** Eq. 6: 1 if s ≥ u, 0 if s &lt; l, else left out. */
    private static NDArray inclusive(NDArray similarity, Thresholds thresholds) {
        return between(similarity.gte((float) thresholds.upper()), similarity, thresholds);
    }

    /** The second script for CIFAR-10: 1 if s &gt; u, 0 if s &lt; l, else left out. */
    private static NDArray strict(NDArray similarity, Thresholds thresholds) {
        return between(similarity.gt((float) thresholds.upper()), similarity, thresholds);
    }

    /** Twice "together" plus "apart" minus 1: 1, 0, and -1 in between. */
    private static NDArray between(NDArray together, NDArray similarity, Thresholds thresholds) {
        NDArray one = together.toType(DataType.FLOAT32, false);
        NDArray apart = similarity.lt((float) thresholds.lower()).toType(DataType.FLOAT32, false);
        return one.mul(2f).add(apart).sub(1f);
    }

    /** One threshold: 1 above, 0 below, 0.5 at equality. */
    private static NDArray sign(NDArray similarity, Thresholds thresholds) {
        return similarity.sub((float) thresholds.upper()).sign().add(1f).mul(0.5f);
    }

    /** One threshold: 1 above, 0 below and at equality (script for MNIST). */
    private static NDArray above(NDArray similarity, Thresholds thresholds) {
        return similarity.gt((float) thresholds.upper()).toType(DataType.FLOAT32, false);
    }
}
