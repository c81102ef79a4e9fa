package org.clade.target.relations;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * How often the guard stepped in during the current epoch, or during the last one until the next begins.
 *
 * @param batches large batches of that epoch
 * @param guarded those in which every image was left on its own
 * @param over whether that epoch has ended
 */
record GuardTally(long batches, long guarded, boolean over) {

    static final GuardTally NONE = new GuardTally(0, 0, false);

    private static final String NAME = "guard-tally";

    GuardTally with(boolean stepped) {
        GuardTally current = over ? NONE : this;
        return new GuardTally(current.batches + 1, current.guarded + (stepped ? 1 : 0), false);
    }

    GuardTally closed() {
        return new GuardTally(batches, guarded, true);
    }

    double share() {
        return (double) guarded / batches;
    }

    NDArray save(NDManager manager) {
        NDArray saved = manager.create(new long[] {batches, guarded, over ? 1 : 0});
        saved.setName(NAME);
        return saved;
    }

    static GuardTally restored(NDList state) {
        long[] saved = state.get(NAME).toLongArray();
        return new GuardTally(saved[0], saved[1], saved[2] == 1);
    }
}
