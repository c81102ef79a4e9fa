package org.clade.data.image;

import java.io.IOException;

/** A file cannot be read as an image; the message is the rest of a sentence that begins with its name: {@code is empty}. */
public final class UnreadableImageException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * A file that cannot be read.
     *
     * @param reason what it is, such as {@code is cut short}
     */
    public UnreadableImageException(String reason) {
        super(reason);
    }

    /**
     * A file that cannot be read.
     *
     * @param reason what it is, such as {@code is cut short}
     * @param cause what the decoder met
     */
    public UnreadableImageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
