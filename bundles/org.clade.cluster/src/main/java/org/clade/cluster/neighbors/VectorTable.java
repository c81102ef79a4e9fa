package org.clade.cluster.neighbors;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;

/** Vectors whose cosine similarities are asked for one by one. */
final class VectorTable {

    private final float[] rows;
    private final int width;
    private final double[] lengths;

    /** Copies vectors, N×D. */
    VectorTable(NDArray vectors) {
        this.rows = vectors.toFloatArray();
        this.width = Math.toIntExact(vectors.getShape().get(1));
        this.lengths = IntStream.range(0, Math.toIntExact(vectors.getShape().get(0)))
                .mapToDouble(i -> Math.sqrt(product(i, i)))
                .toArray();
    }

    /** {@return the cosine similarity of two vectors; 0 where one of them is zero} */
    double cosine(int i, int j) {
        double both = lengths[i] * lengths[j];
        return both == 0 ? 0 : product(i, j) / both;
    }

    private double product(int i, int j) {
        double product = 0;
        for (int d = 0; d < width; d++) {
            product += (double) rows[i * width + d] * rows[j * width + d];
        }
        return product;
    }
}
