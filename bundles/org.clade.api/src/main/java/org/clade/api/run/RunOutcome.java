package org.clade.api.run;

/** How work on a run ended, in more detail than its {@link RunState}. */
public enum RunOutcome {
    /** It did all that was asked. */
    COMPLETED,
    /** It failed; the report says why. */
    FAILED,
    /** What was asked for was refused; the report says why. */
    REFUSED,
    /** The clusters collapsed, and the run was asked to stop then. */
    COLLAPSED,
    /** The user stopped it. */
    STOPPED,
    /** A signal of the system ended the process, and the run was stopped in order. */
    TERMINATED,
    /** It is still going on, or its process ended before it. */
    UNFINISHED
}
