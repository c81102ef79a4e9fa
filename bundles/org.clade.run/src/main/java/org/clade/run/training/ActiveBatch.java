package org.clade.run.training;

import ai.djl.ndarray.NDManager;
import org.clade.api.target.Targets;
import org.clade.run.progress.LargeBatch;

/** A large batch in training: its targets are computed, and some of its steps are done. */
final class ActiveBatch implements AutoCloseable {

    private final LargeBatch round;
    private final Targets targets;
    private final NDManager manager;
    private int steps;

    /**
     * A large batch.
     *
     * @param round which
     * @param targets its targets
     * @param steps steps that are done
     * @param manager holds the targets; closed with this
     */
    ActiveBatch(LargeBatch round, Targets targets, int steps, NDManager manager) {
        this.round = round;
        this.targets = targets;
        this.steps = steps;
        this.manager = manager;
    }

    LargeBatch round() {
        return round;
    }

    Targets targets() {
        return targets;
    }

    int steps() {
        return steps;
    }

    NDManager manager() {
        return manager;
    }

    void stepDone() {
        steps++;
    }

    @Override
    public void close() {
        manager.close();
    }
}
