package org.clade.shell.context;

/** The exit codes of commands. A run has the code of its outcome: {@link org.clade.base.json.ExitCodes}. */
public final class ExitCode {

    /** The command succeeded. */
    public static final int DONE = 0;

    /** It failed. */
    public static final int FAILED = 1;

    /** Wrong usage, or a refused request. */
    public static final int REFUSED = 2;

    /** Some trials of several failed; the others are done. */
    public static final int TRIALS_FAILED = 3;

    /** A number is outside the tolerance that was asked for. */
    public static final int OUTSIDE_TOLERANCE = 4;

    /** It was interrupted. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
