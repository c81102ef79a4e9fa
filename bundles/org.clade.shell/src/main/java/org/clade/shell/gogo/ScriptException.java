package org.clade.shell.gogo;

/** A script cannot be read, or the shell fails at it; the message is for the user. */
final class ScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * The failure.
     *
     * @param sentence what the user reads, with the script and the line
     * @param code the exit code
     * @param cause what Gogo threw
     */
    ScriptException(String sentence, int code, Exception cause) {
        super(sentence, cause);
        this.code = code;
    }

    /** {@return the exit code} */
    int code() {
        return code;
    }
}
