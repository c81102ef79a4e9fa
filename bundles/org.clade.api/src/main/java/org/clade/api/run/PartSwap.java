package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/** A swap of parts in a run. The run swaps between two large batches, and rolls back if the new parts harm it. */
@ProviderType
public interface PartSwap {

    /** The state of a swap. */
    enum State {
        /** The run finishes its current large batch first. */
        WAITING,
        /** The run uses the new parts, on trial. */
        TAKEN,
        /** The trial ended; the run keeps the new parts. */
        KEPT,
        /** The new parts did harm; the run rolled back to the checkpoint before them. */
        ROLLED_BACK,
        /** The run could not take the new parts, or ended first. */
        REFUSED
    }

    /** {@return the run} */
    RunHandle run();

    /** {@return its state} */
    State state();

    /** {@return the last event, in one sentence} */
    String sentence();

    /**
     * Waits until the run has taken the new parts or refused them.
     *
     * @return its state then
     * @throws InterruptedException if the wait is interrupted; the swap continues
     */
    State await() throws InterruptedException;

    /**
     * Waits until it is clear whether the run keeps the new parts.
     *
     * @return its state then; {@link State#TAKEN} if the run ended on trial
     * @throws InterruptedException if the wait is interrupted
     */
    State awaitOutcome() throws InterruptedException;
}
