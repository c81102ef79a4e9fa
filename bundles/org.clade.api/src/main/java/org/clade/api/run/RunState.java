package org.clade.api.run;

/** The state of a run. */
public enum RunState {
    /** It reads images and builds the network. */
    PREPARING,
    /** It trains. */
    RUNNING,
    /** It was asked to stop and finishes its step. */
    STOPPING,
    /** It completed. */
    FINISHED,
    /** It was stopped before its end. */
    STOPPED,
    /** It failed; the report says why. */
    FAILED;

    /** {@return whether this state is final} */
    public boolean ended() {
        return this == FINISHED || this == STOPPED || this == FAILED;
    }
}
