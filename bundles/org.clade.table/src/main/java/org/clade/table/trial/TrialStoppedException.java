package org.clade.table.trial;

import org.clade.api.run.RunOutcome;

/** Thrown when the user or the system ended a trial early. */
public final class TrialStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RunOutcome outcome;

    TrialStoppedException(RunOutcome outcome) {
        super("stopped");
        this.outcome = outcome;
    }

    /** {@return how it ended} */
    public RunOutcome outcome() {
        return outcome;
    }
}
