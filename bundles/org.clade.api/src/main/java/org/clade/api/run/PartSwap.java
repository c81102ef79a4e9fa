package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/** A swap that a run was asked for. It is done between two large batches, and undone where it does harm. */
@ProviderType
public interface PartSwap {

    /** Where a swap stands. */
    enum State {
        /** The run comes to the end of its large batch. */
        WAITING,
        /** The run works with the new parts, on trial. */
        TAKEN,
        /** The run worked with the new parts as long as the trial lasts, and keeps them. */
        KEPT,
        /** The new parts did harm; the run went back to the checkpoint before them. */
        ROLLED_BACK,
        /** The run could not take the new parts, or ended before. */
        REFUSED
    }

    /** {@return the run} */
    RunHandle run();

    /** {@return where it stands} */
    State state();

    /** {@return what happened last, in one sentence} */
    String sentence();

    /**
     * Waits until the run has taken the new parts or refused them.
     *
     * @return how it stands then
     * @throws InterruptedException where the wait is interrupted; the swap is done all the same
     */
    State await() throws InterruptedException;

    /**
     * Waits until it is clear whether the run keeps the new parts.
     *
     * @return how it stands then; {@link State#TAKEN} where the run ended on trial
     * @throws InterruptedException where the wait is interrupted
     */
    State awaitOutcome() throws InterruptedException;
}
