package org.clade.cluster.neighbors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.function.IntConsumer;

/** Finds nearest neighbors exactly, by products of some vectors with all vectors. */
public final class NeighborSearch {

    /** Bytes of similarities that are in memory at once. */
    private static final long MEMORY = 64L << 20;

    /** Divides in place of a vector's length where that is 0, so that such a vector is like no other. */
    private static final float LEAST_LENGTH = 1e-12f;

    private NeighborSearch() {}

    /**
     * Finds the neighbors of each vector.
     *
     * @param vectors N×D numbers; two vectors or more
     * @param count neighbors of a vector, at least 1; where there are fewer other vectors, all of them
     * @param seen told how many vectors are done, now and then
     * @return N rows of neighbors
     */
    public static Neighbors of(NDArray vectors, int count, IntConsumer seen) {
        int images = Math.toIntExact(vectors.getShape().get(0));
        int wanted = Math.min(count, images - 1);
        int[][] indices = new int[images][wanted];
        float[][] cosines = new float[images][wanted];
        int block = (int) Math.max(1, Math.min(images, MEMORY / Float.BYTES / images));
        try (NDManager scope = vectors.getManager().newSubManager()) {
            NDArray units = units(vectors);
            units.attach(scope);
            for (int first = 0; first < images; first += block) {
                int end = Math.min(images, first + block);
                try (NDManager within = scope.newSubManager()) {
                    NDArray some = units.get(new NDIndex("{}:{}", first, end));
                    some.attach(within);
                    NDArray products = some.matMul(units.transpose());
                    products.attach(within);
                    // One more than wanted: the nearest of all is the vector itself, or one that is equal to it.
                    NDList nearest = products.topK(wanted + 1, 1, true, true);
                    nearest.attach(within);
                    take(first, nearest, indices, cosines);
                }
                seen.accept(end);
            }
        }
        return new Neighbors(indices, cosines);
    }

    /**
     * Compares one vector with others.
     *
     * @param vectors N×D numbers
     * @param vector 1×D numbers
     * @return its cosine similarity to each; 0 where one of them is zero
     */
    static float[] cosines(NDArray vectors, NDArray vector) {
        try (NDArray all = units(vectors);
                NDArray one = units(vector);
                NDArray column = one.transpose();
                NDArray products = all.matMul(column)) {
            return products.toFloatArray();
        }
    }

    private static NDArray units(NDArray vectors) {
        try (NDArray lengths = vectors.norm(new int[] {1}, true);
                NDArray divisors = lengths.maximum(LEAST_LENGTH)) {
            return vectors.div(divisors);
        }
    }

    private static void take(int first, NDList nearest, int[][] indices, float[][] cosines) {
        float[] values = nearest.get(0).toFloatArray();
        long[] numbers = nearest.get(1).toLongArray();
        int wanted = indices[first].length;
        for (int row = 0; row * (wanted + 1) < values.length; row++) {
            int kept = 0;
            for (int place = 0; kept < wanted; place++) {
                int at = row * (wanted + 1) + place;
                if (numbers[at] != first + row) {
                    indices[first + row][kept] = (int) numbers[at];
                    cosines[first + row][kept] = values[at];
                    kept++;
                }
            }
        }
    }
}
