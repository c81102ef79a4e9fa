package org.clade.run;

/** Ends a loop whose run was asked to stop. */
final class RunStopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunStopped() {
        super("The run was asked to stop", null, false, false);
    }
}
