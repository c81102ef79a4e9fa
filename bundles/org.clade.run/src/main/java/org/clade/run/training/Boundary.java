package org.clade.run.training;

import java.util.Optional;

/** Decides what a run does between two large batches. It may write files, but only the loop changes the run. */
public interface Boundary {

    /**
     * Decides on the next action. The loop asks again after each {@link BoundaryAction.ReplaceParts} and {@link
     * BoundaryAction.RollBackTo}, so each decision covers one change.
     *
     * @param state the state of the run
     * @return the action; {@link BoundaryAction.Finish} only if training is over
     */
    BoundaryAction decide(BoundaryState state);

    /**
     * Decides about a failure.
     *
     * @param state the state of the run
     * @param failure the exception
     * @return the rollback; empty if there is none, and then the failure ends the run
     */
    Optional<BoundaryAction.RollBackTo> rescue(BoundaryState state, Throwable failure);

    /**
     * Called after the loop has replaced the parts or gone back.
     *
     * @param action the applied action
     * @param state the state of the run now
     */
    void applied(BoundaryAction action, BoundaryState state);
}
