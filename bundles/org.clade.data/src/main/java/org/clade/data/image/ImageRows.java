package org.clade.data.image;

import java.io.IOException;

/** Receives an image during decoding, from top to bottom. */
interface ImageRows {

    /**
     * Starts an image and discards one that was started before.
     *
     * @param height its rows
     * @param width its columns
     * @param reduction the divisor of its sides in decoding
     * @throws IOException if it is too large
     */
    void begin(int height, int width, int reduction) throws IOException;

    /**
     * Receives some rows.
     *
     * @param planes channels×rows×width bytes
     * @param top the first row
     * @param rows how many
     */
    void take(byte[] planes, int top, int rows);
}
