package org.clade.data.image;

import java.io.Closeable;
import java.io.IOException;

/** The image in one open file. */
interface ImageSource extends Closeable {

    /** The approximate size of a block of rows, in bytes. */
    int ROWS_BYTES = 1 << 20;

    /** {@return the properties of the stored image} */
    StoredImage stored();

    /**
     * Decodes the image.
     *
     * @param reduction the divisor that its sides allow: 1, 2, 4 or 8
     * @param rows receives it
     * @throws IOException if it is damaged or truncated
     */
    void read(int reduction, ImageRows rows) throws IOException;

    /**
     * Decodes the image only as a check.
     *
     * @return the bits of the greatest value of its first channel; 8 if values have at most 8
     * @throws IOException if it is damaged or truncated
     */
    int usedBits() throws IOException;
}
