package org.clade.data.image;

import java.util.Optional;
import org.clade.data.color.ProfileConversion;
import org.clade.data.metadata.ImageMetadata;
import org.clade.data.metadata.Orientation;

/**
 * An image as stored in its file, before rotation.
 *
 * @param height rows
 * @param width columns
 * @param gray whether it has one channel
 * @param bits bits per value
 * @param metadata orientation and profile
 */
record StoredImage(int height, int width, boolean gray, int bits, ImageMetadata metadata) {

    int channels() {
        return gray ? 1 : 3;
    }

    Orientation orientation() {
        return metadata.orientation();
    }

    /** {@return the conversion to sRGB for a number of values per pixel, if one is needed} */
    Optional<ProfileConversion> conversion(int bands) {
        return metadata.profile().flatMap(profile -> ProfileConversion.from(profile, bands));
    }

    /** {@return the image from a reader that converts colors to sRGB itself} */
    StoredImage converted() {
        return new StoredImage(height, width, gray, bits, new ImageMetadata(metadata.orientation(), Optional.empty()));
    }

    /** {@return the header of the rotated image} */
    Header header() {
        return orientation().swaps() ? new Header(width, height, gray, bits) : new Header(height, width, gray, bits);
    }
}
