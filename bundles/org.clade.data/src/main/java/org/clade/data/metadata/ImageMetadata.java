package org.clade.data.metadata;

import java.util.Optional;

/**
 * What a file says next to its pixels.
 *
 * @param orientation how the image is to be turned
 * @param profile the ICC profile that its values are meant in, as bytes that may be damaged
 */
public record ImageMetadata(Orientation orientation, Optional<byte[]> profile) {

    /** A file that says nothing. */
    public static final ImageMetadata NONE = new ImageMetadata(Orientation.UPRIGHT, Optional.empty());

    /** So many bytes of a profile are read; printers' profiles have about 2 MB. */
    static final int PROFILE_BYTES = 1 << 24;
}
