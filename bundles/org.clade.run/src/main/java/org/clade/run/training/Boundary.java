package org.clade.run.training;

import java.util.Optional;

/** Decides what a run does between two large batches. It may write files, but only the loop changes the run. */
public interface Boundary {

    /**
     * Decides what comes next. The loop asks again after each {@link BoundaryAction.ReplaceParts} and {@link
     * BoundaryAction.RollBackTo}, so each decision is about one thing.
     *
     * @param state where the run is
     * @return what to do; {@link BoundaryAction.Finish} only where training is over
     */
    BoundaryAction decide(BoundaryState state);

    /**
     * Decides what comes after a failure.
     *
     * @param state where the run is
     * @param failure what was thrown
     * @return the way back; empty if there is none, and then the failure ends the run
     */
    Optional<BoundaryAction.RollBackTo> rescue(BoundaryState state, Throwable failure);

    /**
     * The loop has replaced the parts or gone back.
     *
     * @param action what it did
     * @param state where the run is now
     */
    void applied(BoundaryAction action, BoundaryState state);
}
