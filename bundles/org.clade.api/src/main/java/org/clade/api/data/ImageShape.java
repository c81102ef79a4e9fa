package org.clade.api.data;

/**
 * The shape of one image.
 *
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param height rows, pixels
 * @param width columns, pixels
 */
public record ImageShape(int channels, int height, int width) {

    /** {@return bytes of one image at 8 bits a value} */
    public int bytes() {
        return channels * height * width;
    }

    /**
     * The shape of the image in another size.
     *
     * @param rows rows wanted; 0 for the image's own
     * @param columns columns wanted; 0 for the image's own
     * @return the shape
     */
    public ImageShape resized(int rows, int columns) {
        return new ImageShape(channels, rows == 0 ? height : rows, columns == 0 ? width : columns);
    }

    /** {@return for instance {@code 3×96×96}} */
    @Override
    public String toString() {
        return channels + "×" + height + "×" + width;
    }
}
