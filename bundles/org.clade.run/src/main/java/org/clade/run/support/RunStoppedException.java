package org.clade.run.support;

/** Thrown to end the loop of a run after a stop request. */
public final class RunStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RunStoppedException() {
        super("A stop of the run was requested", null, false, false);
    }
}
