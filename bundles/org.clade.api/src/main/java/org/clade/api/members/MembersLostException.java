package org.clade.api.members;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Thrown when a cluster cannot be reached any more. The message is a sentence for the user. */
public final class MembersLostException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    /**
     * The loss of a cluster.
     *
     * @param sentence one sentence for the user
     * @param cause what the connection says
     */
    public MembersLostException(String sentence, Throwable cause) {
        super(sentence, new IOException(cause));
    }
}
