package org.clade.run.result;

import org.clade.api.data.ImageShape;

/** Color histograms of images as vectors for k-means: the share of the pixels in each of 4×4×4 ranges of red, green and blue. */
public final class ColorHistograms {

    /** Values in a histogram. */
    public static final int BINS = 64;

    private static final int CHANNELS = 3;

    /** Two bits of each channel are kept. */
    private static final int SHIFT = 6;

    private static final int BITS = 2;

    private ColorHistograms() {}

    /** {@return whether images have colors} */
    public static boolean fit(ImageShape image) {
        return !image.isVector() && image.channels() == CHANNELS;
    }

    /**
     * Computes histograms.
     *
     * @param pixels the images in sequence, 3×H×W, 8 bits per value
     * @param image the shape of each
     * @return one histogram per image; its {@value #BINS} values add up to 1
     */
    public static double[][] of(byte[] pixels, ImageShape image) {
        int plane = image.height() * image.width();
        double[][] rows = new double[pixels.length / image.bytes()][BINS];
        for (int i = 0; i < rows.length; i++) {
            int offset = i * image.bytes();
            for (int pixel = 0; pixel < plane; pixel++) {
                int bin = 0;
                for (int c = 0; c < CHANNELS; c++) {
                    bin = bin << BITS | (pixels[offset + c * plane + pixel] & 0xFF) >> SHIFT;
                }
                rows[i][bin] += 1.0 / plane;
            }
        }
        return rows;
    }
}
