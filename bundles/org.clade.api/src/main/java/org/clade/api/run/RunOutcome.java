package org.clade.api.run;

/** How work on a run ended, in more detail than its {@link RunState}. */
public enum RunOutcome {
    /** It did everything requested. */
    COMPLETED,
    /** It failed; the report says why. */
    FAILED,
    /** Clade refused the request; the report says why. */
    REFUSED,
    /** The clusters collapsed, and the request says to stop then. */
    COLLAPSED,
    /** The user stopped it. */
    STOPPED,
    /** A signal of the system ended the process, and the run stopped in order. */
    TERMINATED,
    /** It is still active, or its process ended first. */
    UNFINISHED
}
