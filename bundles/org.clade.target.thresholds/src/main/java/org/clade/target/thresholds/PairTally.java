package org.clade.target.thresholds;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Thresholds and pairs of the current epoch, or of the last one until the next begins.
 *
 * @param thresholds the thresholds of that epoch
 * @param pairs the number of ordered pairs
 * @param together the number of related pairs
 * @param leftOut the number of pairs left out
 * @param over whether that epoch has ended
 */
record PairTally(Thresholds thresholds, long pairs, long together, long leftOut, boolean over) {

    static final PairTally NONE = new PairTally(new Thresholds(0, 0), 0, 0, 0, true);

    private static final String NAME = "pair-tally";

    /** {@return this tally and the pairs of another large batch} */
    PairTally with(Thresholds used, NDArray relation) {
        PairTally current = over ? NONE : this;
        return new PairTally(
                used,
                current.pairs + relation.size(),
                current.together + relation.eq(1f).countNonzero().getLong(),
                current.leftOut + relation.lt(0f).countNonzero().getLong(),
                false);
    }

    PairTally closed() {
        return new PairTally(thresholds, pairs, together, leftOut, true);
    }

    /** {@return thresholds and shares by name; none without pairs} */
    Map<String, Double> readings(boolean single) {
        Map<String, Double> readings = new LinkedHashMap<>();
        if (pairs > 0) {
            if (single) {
                readings.put("threshold", thresholds.upper());
            } else {
                readings.put("upper-threshold", thresholds.upper());
                readings.put("lower-threshold", thresholds.lower());
            }
            readings.put("related-pairs", (double) together / pairs);
            readings.put("omitted-pairs", (double) leftOut / pairs);
        }
        return readings;
    }

    NDArray save(NDManager manager) {
        NDArray saved = manager.create(
                new double[] {thresholds.upper(), thresholds.lower(), pairs, together, leftOut, over ? 1 : 0});
        saved.setName(NAME);
        return saved;
    }

    static PairTally restored(NDList state) {
        double[] saved = state.get(NAME).toDoubleArray();
        return new PairTally(
                new Thresholds(saved[0], saved[1]), (long) saved[2], (long) saved[3], (long) saved[4], saved[5] == 1);
    }
}
