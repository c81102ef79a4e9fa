package org.clade.run.support;

/** Thrown if a run cannot continue; the message is for the user. */
public final class RunFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure of a run.
     *
     * @param sentence what happened
     * @param cause shown only with {@code --debug}
     */
    public RunFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
