package org.clade.run.training;

import ai.djl.ndarray.NDManager;
import org.clade.api.target.Targets;
import org.clade.run.progress.LargeBatch;

/** The current large batch: its targets are computed, and some of its steps are done. */
final class ActiveBatch implements AutoCloseable {

    private final LargeBatch batch;
    private final Targets targets;
    private final NDManager manager;
    private int steps;

    /**
     * A large batch.
     *
     * @param batch the batch
     * @param targets its targets
     * @param steps steps done
     * @param manager holds the targets; closed with this
     */
    ActiveBatch(LargeBatch batch, Targets targets, int steps, NDManager manager) {
        this.batch = batch;
        this.targets = targets;
        this.steps = steps;
        this.manager = manager;
    }

    LargeBatch batch() {
        return batch;
    }

    Targets targets() {
        return targets;
    }

    int steps() {
        return steps;
    }

    void stepDone() {
        steps++;
    }

    @Override
    public void close() {
        manager.close();
    }
}
