package org.clade.data.image;

import java.io.Closeable;
import java.io.IOException;

/** The image in one open file. */
interface ImageSource extends Closeable {

    /** So many bytes of rows are handed over at once, about. */
    int ROWS_BYTES = 1 << 20;

    /** {@return what the file says of the image} */
    StoredImage stored();

    /**
     * Decodes the image.
     *
     * @param reduction by how much its sides may be divided: 1, 2, 4 or 8
     * @param rows takes it
     * @throws IOException if it is damaged or cut short
     */
    void read(int reduction, ImageRows rows) throws IOException;

    /**
     * Decodes the image to see whether it can be.
     *
     * @return the bits that the greatest value of its first channel takes; 8 where values have no more
     * @throws IOException if it is damaged or cut short
     */
    int usedBits() throws IOException;
}
