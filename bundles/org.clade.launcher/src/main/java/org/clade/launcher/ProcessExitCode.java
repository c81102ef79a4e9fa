package org.clade.launcher;

/** The exit codes of the launcher itself; all others come from the command. */
final class ProcessExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int INTERRUPTED = 130;
    static final int TERMINATED = 143;

    private ProcessExitCode() {}
}
