package org.clade.run.support;

/** Ends a loop whose run was asked to stop. */
public final class RunStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RunStoppedException() {
        super("The run was asked to stop", null, false, false);
    }
}
