package org.clade.shell.gogo;

/** Thrown to end a script: a command failed and has printed why, or {@code exit} was called. */
final class CommandEndException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * The end.
     *
     * @param code the exit code
     */
    CommandEndException(int code) {
        super("exit code " + code);
        this.code = code;
    }

    /** {@return the exit code} */
    int code() {
        return code;
    }
}
