package org.clade.table.trial;

/** Thrown when a trial failed; the message is a sentence for users. */
public final class TrialFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrialFailedException(String sentence) {
        super(sentence);
    }
}
