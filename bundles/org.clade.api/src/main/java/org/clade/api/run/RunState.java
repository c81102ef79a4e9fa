package org.clade.api.run;

/** Where a run stands. */
public enum RunState {
    /** Images are read, the network is built. */
    PREPARING,
    /** It trains. */
    RUNNING,
    /** It was asked to stop and comes to the end of its step. */
    STOPPING,
    /** It came to its end. */
    FINISHED,
    /** It was stopped before its end. */
    STOPPED,
    /** It failed; the report says why. */
    FAILED;

    /** {@return whether nothing more will come} */
    public boolean ended() {
        return this == FINISHED || this == STOPPED || this == FAILED;
    }
}
