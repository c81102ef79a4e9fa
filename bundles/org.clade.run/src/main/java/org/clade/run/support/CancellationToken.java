package org.clade.run.support;

/** Asked between two steps and between two inference batches, where work may end early. */
@FunctionalInterface
public interface CancellationToken {

    /** Work that nobody stops. */
    CancellationToken NONE = () -> {};

    /**
     * Returns, unless the work should end here.
     *
     * @throws RunStoppedException where the user asked for a stop
     */
    void throwIfCanceled();

    /** {@return a token that asks this one and then another} */
    default CancellationToken and(CancellationToken other) {
        return () -> {
            throwIfCanceled();
            other.throwIfCanceled();
        };
    }
}
