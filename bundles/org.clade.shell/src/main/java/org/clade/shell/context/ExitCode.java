package org.clade.shell.context;

/** What a command's end means to whoever called it. */
public final class ExitCode {

    /** It did what was asked. */
    public static final int DONE = 0;

    /** It failed. */
    public static final int FAILED = 1;

    /** It was called wrongly, or what was asked for is refused. */
    public static final int REFUSED = 2;

    /** The clusters collapsed, and it was asked to stop on that. */
    public static final int COLLAPSED = 5;

    /** It was interrupted. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
