package org.clade.run.result;

import org.clade.api.data.ImageShape;

/** Pixels of images as vectors for k-means; large images are averaged down to a grid first, and vectors stay as they are. */
public final class PixelVectors {

    /** The maximum number of values in a vector. */
    private static final int VALUES = 800;

    private static final double WHITE = 255;

    private PixelVectors() {}

    /** {@return the shape of the images in vectors} */
    public static ImageShape shape(ImageShape image) {
        if (image.isVector()) {
            return image;
        }
        int side = (int) Math.sqrt(VALUES / (double) image.channels());
        return new ImageShape(image.channels(), Math.min(side, image.height()), Math.min(side, image.width()));
    }

    /**
     * Converts images to vectors.
     *
     * @param pixels the images in sequence, C×H×W, 8 bits per value
     * @param image the shape of each
     * @return one vector per image image, 0 (black) to 1 (white)
     */
    public static double[][] of(byte[] pixels, ImageShape image) {
        ImageShape grid = shape(image);
        int bytes = image.bytes();
        double[][] rows = new double[pixels.length / bytes][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(pixels, i * bytes, image, grid);
        }
        return rows;
    }

    /**
     * Splits vectors.
     *
     * @param values the vectors in sequence
     * @param width values of each
     * @return one row for each
     */
    public static double[][] of(float[] values, int width) {
        double[][] rows = new double[values.length / width][width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                rows[i][j] = values[i * width + j];
            }
        }
        return rows;
    }

    private static double[] row(byte[] pixels, int offset, ImageShape image, ImageShape grid) {
        double[] sums = new double[grid.values()];
        int[] counts = new int[grid.values()];
        for (int c = 0; c < image.channels(); c++) {
            for (int y = 0; y < image.height(); y++) {
                int from = offset + (c * image.height() + y) * image.width();
                int line = (c * grid.height() + y * grid.height() / image.height()) * grid.width();
                for (int x = 0; x < image.width(); x++) {
                    int cell = line + x * grid.width() / image.width();
                    sums[cell] += pixels[from + x] & 0xFF;
                    counts[cell]++;
                }
            }
        }
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] /= WHITE * counts[cell];
        }
        return sums;
    }
}
