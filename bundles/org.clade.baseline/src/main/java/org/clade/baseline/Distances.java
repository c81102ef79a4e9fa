package org.clade.baseline;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.clade.api.engine.TensorEngine;

/** The squared Euclidean distances between vectors, from one matrix product for each block of vectors. */
final class Distances {

    private static final int BLOCK_ENTRIES = 20_000_000;

    private final TensorEngine engine;
    private final double[][] rows;

    /** Receives the distances of a block. */
    @FunctionalInterface
    interface Block {

        /**
         * Receives a block.
         *
         * @param first the number of its first vector
         * @param distances from each vector of the block (rows) to every vector (columns); freed afterwards
         */
        void take(int first, NDArray distances);
    }

    Distances(TensorEngine engine, double[][] rows) {
        this.engine = engine;
        this.rows = rows;
    }

    /** Passes on the distances from all vectors to all vectors, block after block. */
    void forEachBlock(Block block) {
        int step = Math.max(1, BLOCK_ENTRIES / rows.length);
        try (NDManager manager = engine.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            engine.autograd().noGrad(() -> {
                NDArray all = manager.create(centerd(), new Shape(rows.length, rows[0].length));
                NDArray squares = all.square().sum(new int[] {1});
                for (int first = 0; first < rows.length; first += step) {
                    take(block, all, squares, first, Math.min(first + step, rows.length));
                }
                return null;
            });
        }
    }

    private static void take(Block block, NDArray all, NDArray squares, int first, int end) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDIndex some = new NDIndex("{}:{}", first, end);
            NDArray distances = all.get(some).matMul(all.transpose());
            distances.muli(-2).addi(squares).addi(squares.get(some).expandDims(1));
            block.take(first, distances.maximum(0));
        }
    }

    /** {@return the vectors minus their mean, row after row, for accuracy in float32} */
    private float[] centerd() {
        int length = rows[0].length;
        double[] mean = new double[length];
        for (double[] row : rows) {
            for (int at = 0; at < length; at++) {
                mean[at] += row[at] / rows.length;
            }
        }
        float[] centerd = new float[Math.multiplyExact(rows.length, length)];
        for (int i = 0; i < rows.length; i++) {
            for (int at = 0; at < length; at++) {
                centerd[i * length + at] = (float) (rows[i][at] - mean[at]);
            }
        }
        return centerd;
    }
}
