package org.clade.shell.context;

/** The exit codes of commands. A run has the code of its outcome: {@link org.clade.base.json.ExitCodes}. */
public final class ExitCode {

    /** The command succeeded. */
    public static final int DONE = 0;

    /** It failed. */
    public static final int FAILED = 1;

    /** Wrong usage, or a refused request. */
    public static final int REFUSED = 2;

    /** It was interrupted. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
