package org.clade.array;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * How often something happened during the current epoch, or during the last one until the next begins; a number for
 * {@link org.clade.api.target.TargetSession#diagnostics}.
 *
 * @param cases how often it could have happened
 * @param hits how often it did
 * @param over whether that epoch has ended
 */
public record EpochCounter(long cases, long hits, boolean over) {

    /** The empty counter. */
    public static final EpochCounter NONE = new EpochCounter(0, 0, false);

    /**
     * Adds cases; starts from 0 after the end of an epoch.
     *
     * @param moreCases further cases
     * @param moreHits those of them in which it happened
     * @return the counter with them
     */
    public EpochCounter with(long moreCases, long moreHits) {
        EpochCounter current = over ? NONE : this;
        return new EpochCounter(current.cases + moreCases, current.hits + moreHits, false);
    }

    /** {@return this counter after the end of its epoch} */
    public EpochCounter closed() {
        return new EpochCounter(cases, hits, true);
    }

    /** {@return the share of cases in which it happened; NaN without cases} */
    public double share() {
        return (double) hits / cases;
    }

    /**
     * Saves the counter.
     *
     * @param manager holds the array
     * @param name the array's name
     * @return the array
     */
    public NDArray save(NDManager manager, String name) {
        NDArray saved = manager.create(new long[] {cases, hits, over ? 1 : 0});
        saved.setName(name);
        return saved;
    }

    /** {@return the counter saved under a name} */
    public static EpochCounter restored(NDList state, String name) {
        long[] saved = state.get(name).toLongArray();
        return new EpochCounter(saved[0], saved[1], saved[2] == 1);
    }
}
