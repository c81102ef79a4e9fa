package org.clade.data.image;

import java.io.IOException;

/** Takes an image as it is decoded, from the top to the bottom. */
interface ImageRows {

    /**
     * An image begins; one that began before is forgotten.
     *
     * @param height its rows
     * @param width its columns
     * @param reduction by how much its sides were divided while it was decoded
     * @throws IOException if it is too large
     */
    void begin(int height, int width, int reduction) throws IOException;

    /**
     * Takes some rows.
     *
     * @param planes channels×rows×width bytes
     * @param top the first row
     * @param rows how many
     */
    void take(byte[] planes, int top, int rows);
}
