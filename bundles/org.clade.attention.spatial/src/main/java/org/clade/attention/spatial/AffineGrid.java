package org.clade.attention.spatial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** The grid generator of spatial transformers: where in the input each place of the output looks. */
final class AffineGrid {

    private static final int ROW = 3;

    private final int height;
    private final int width;
    private final float[] places;

    AffineGrid(int height, int width) {
        this.height = height;
        this.width = width;
        this.places = new float[height * width * ROW];
        for (int i = 0; i < height * width; i++) {
            places[ROW * i] = end(i % width, width);
            places[ROW * i + 1] = end(i / width, height);
            places[ROW * i + 2] = 1;
        }
    }

    /**
     * The places that transforms lead to, (x', y') = theta · (x, y, 1), where x and y run from -1 to 1 over the output,
     * both ends included.
     *
     * @param theta N×6, a 2×3 matrix for each image, row by row; the result is in its manager
     * @return N×height×width×2, (x', y') for each place
     */
    NDArray of(NDArray theta) {
        long images = theta.getShape().get(0);
        NDArray matrices = theta.reshape(images, 1, 2, ROW);
        NDArray base = theta.getManager().create(places, new Shape(1, (long) height * width, 1, ROW));
        // A sum of products rather than a matrix product, which in mixed precision would round places to bfloat16.
        return base.mul(matrices).sum(new int[] {3}).reshape(images, height, width, 2);
    }

    private static float end(int place, int places) {
        return (float) (2.0 * place / (places - 1) - 1);
    }
}
