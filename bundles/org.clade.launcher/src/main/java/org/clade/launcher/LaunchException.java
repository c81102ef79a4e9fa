package org.clade.launcher;

/** Thrown if Clade cannot start. The message is one sentence for the user: what happened, which name, what to do. */
final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String sentence) {
        super(sentence);
    }

    LaunchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
