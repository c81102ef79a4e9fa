package org.clade.api.backbone;

/**
 * The shape of one image's features; a vector has height and width 1.
 *
 * @param channels feature channels
 * @param height rows of the map
 * @param width columns of the map
 */
public record FeatureShape(int channels, int height, int width) {

    /** {@return numbers in one image's features} */
    public int size() {
        return channels * height * width;
    }

    /** {@return for instance {@code 10×6×6}} */
    @Override
    public String toString() {
        return channels + "×" + height + "×" + width;
    }
}
