package org.clade.attention.spatial;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** The grid generator of spatial transformers: the input position of each output pixel. */
final class AffineGrid {

    private final int height;
    private final int width;
    private final float[] x;
    private final float[] y;

    AffineGrid(int height, int width) {
        this.height = height;
        this.width = width;
        this.x = new float[height * width];
        this.y = new float[height * width];
        for (int i = 0; i < height * width; i++) {
            x[i] = end(i % width, width);
            y[i] = end(i / width, height);
        }
    }

    /**
     * The positions (x', y') = theta · (x, y, 1), where x and y run from -1 to 1 over the output,
     * both ends included.
     *
     * @param theta N×6, a 2×3 matrix for each image, row by row; the result is in its manager
     * @return N×height×width×2, (x', y') for each position; in memory all x' of an image come before all y'
     */
    NDArray of(NDArray theta) {
        long images = theta.getShape().get(0);
        NDArray matrices = theta.reshape(images, 2, 3);
        // Products and sums instead of a matrix product, which in mixed precision would round positions to bfloat16.
        return column(matrices, 0)
                .mul(all(theta, x))
                .add(column(matrices, 1).mul(all(theta, y)))
                .add(column(matrices, 2))
                .transpose(0, 2, 1)
                .reshape(images, height, width, 2);
    }

    /** Appends {@link #of} to a graph. */
    Value export(Graph graph, Value theta) {
        Value matrices = graph.reshape(theta, 2, 3);
        Shape all = new Shape(1, 1, x.length);
        Value places = graph.add(
                graph.add(
                        graph.mul(graph.slice(matrices, 2, 0, 1), graph.constant(x, all)),
                        graph.mul(graph.slice(matrices, 2, 1, 2), graph.constant(y, all))),
                graph.slice(matrices, 2, 2, 3));
        return graph.reshape(graph.permute(places, 0, 2, 1), height, width, 2);
    }

    /** {@return a column of 2×3 matrices, N×2×1} */
    private static NDArray column(NDArray matrices, int number) {
        return matrices.get(new NDIndex(":,:,{}:{}", number, number + 1));
    }

    private static NDArray all(NDArray near, float[] ends) {
        return near.getManager().create(ends, new Shape(1, 1, ends.length));
    }

    private static float end(int place, int places) {
        return (float) (2.0 * place / (places - 1) - 1);
    }
}
