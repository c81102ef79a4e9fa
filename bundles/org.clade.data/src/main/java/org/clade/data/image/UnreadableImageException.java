package org.clade.data.image;

import java.io.IOException;

/** Thrown when a file cannot be read as an image; the message continues a sentence that begins with its name: {@code is empty}. */
public final class UnreadableImageException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates it with a reason.
     *
     * @param reason what is wrong, such as {@code is cut short}
     */
    public UnreadableImageException(String reason) {
        super(reason);
    }

    /**
     * Creates it with a reason.
     *
     * @param reason what is wrong, such as {@code is cut short}
     * @param cause the decoder's exception
     */
    public UnreadableImageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
