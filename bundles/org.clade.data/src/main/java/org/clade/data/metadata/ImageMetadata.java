package org.clade.data.metadata;

import java.util.Optional;

/**
 * Metadata of an image file.
 *
 * @param orientation how to rotate the image
 * @param profile the ICC profile of its values, as bytes that may be damaged
 */
public record ImageMetadata(Orientation orientation, Optional<byte[]> profile) {

    /** No metadata. */
    public static final ImageMetadata NONE = new ImageMetadata(Orientation.UPRIGHT, Optional.empty());

    /** The largest size of a profile in bytes; printers' profiles have about 2 MB. */
    static final int PROFILE_BYTES = 1 << 24;
}
