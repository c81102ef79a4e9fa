package org.clade.shell.gogo;

/** Thrown when a script cannot be read or the shell fails; the message is for the user. */
final class ScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * The failure.
     *
     * @param sentence the message, with the script and the line
     * @param code the exit code
     * @param cause Gogo's exception
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
