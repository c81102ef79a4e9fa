package org.clade.cluster.neighbors;

import ai.djl.ndarray.NDArray;

/** Vectors whose cosine similarities are asked for one by one. */
final class VectorTable {

    private final float[] rows;
    private final int width;

    /** Copies vectors, N×D. */
    VectorTable(NDArray vectors) {
        this.rows = vectors.toFloatArray();
        this.width = Math.toIntExact(vectors.getShape().get(1));
    }

    /** {@return the cosine similarity of two vectors; 0 where one of them is zero} */
    double cosine(int i, int j) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int d = 0; d < width; d++) {
            double a = rows[i * width + d];
            double b = rows[j * width + d];
            product += a * b;
            first += a * a;
            second += b * b;
        }
        double lengths = Math.sqrt(first) * Math.sqrt(second);
        return lengths == 0 ? 0 : product / lengths;
    }
}
