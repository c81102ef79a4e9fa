package org.clade.api.data;

/**
 * The shape of one image, or of one vector. A vector of d values has d channels of one row and one column.
 *
 * @param channels 1 (gray) or 3 (red, green, blue); the width of a vector
 * @param height rows, pixels
 * @param width columns, pixels
 * @param type the type of the values: {@link ValueType#UINT8} for images, {@link ValueType#FLOAT32} for vectors
 */
public record ImageShape(int channels, int height, int width, ValueType type) {

    /** The shape of an image of 8 bits a value. */
    public ImageShape(int channels, int height, int width) {
        this(channels, height, width, ValueType.UINT8);
    }

    /** {@return the shape of a vector of so many float32 values} */
    public static ImageShape vector(int values) {
        return new ImageShape(values, 1, 1, ValueType.FLOAT32);
    }

    /** {@return whether it is the shape of a vector, not of an image} */
    public boolean isVector() {
        return type == ValueType.FLOAT32;
    }

    /** {@return values of one image} */
    public int values() {
        return channels * height * width;
    }

    /** {@return bytes of one image} */
    public int bytes() {
        return values() * type.bytes();
    }

    /**
     * The shape of the image in another size. A vector has only one size.
     *
     * @param rows rows wanted; 0 for the image's own
     * @param columns columns wanted; 0 for the image's own
     * @return the shape
     */
    public ImageShape resized(int rows, int columns) {
        return isVector()
                ? this
                : new ImageShape(channels, rows == 0 ? height : rows, columns == 0 ? width : columns, type);
    }

    /** {@return for instance {@code 3×96×96}, or {@code 384} for a vector} */
    @Override
    public String toString() {
        return isVector() ? String.valueOf(channels) : channels + "×" + height + "×" + width;
    }
}
