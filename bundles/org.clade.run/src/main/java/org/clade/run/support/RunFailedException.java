package org.clade.run.support;

/** A run cannot go on; the message is the sentence that the user reads. */
public final class RunFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * The end of a run.
     *
     * @param sentence what happened
     * @param cause shown only with {@code --debug}
     */
    public RunFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
