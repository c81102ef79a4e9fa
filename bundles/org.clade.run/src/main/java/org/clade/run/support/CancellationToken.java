package org.clade.run.support;

/** Ends work early; the work asks it between two steps and between two inference batches. */
@FunctionalInterface
public interface CancellationToken {

    /** A token that never stops the work. */
    CancellationToken NONE = () -> {};

    /** A token that stops the work if its thread is interrupted. */
    CancellationToken INTERRUPT = () -> {
        if (Thread.currentThread().isInterrupted()) {
            throw new RunStoppedException();
        }
    };

    /**
     * Checks whether the work should end here.
     *
     * @throws RunStoppedException if the user requested a stop
     */
    void throwIfCanceled();

    /** {@return a token that asks this one and another} */
    default CancellationToken and(CancellationToken other) {
        return () -> {
            throwIfCanceled();
            other.throwIfCanceled();
        };
    }
}
