package org.clade.run.support;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;

/** Gathers rows of arrays. */
public final class ArrayRows {

    private static final int READ_AT_ONCE = 1000;

    private ArrayRows() {}

    /**
     * Gathers rows.
     *
     * @param array rows along its first axis
     * @param rows the selected rows, in order
     * @param scope holds the result; its device receives it
     * @return the rows
     */
    public static NDArray pick(NDArray array, int[] rows, NDManager scope) {
        // int64 on purpose: DJL would convert int32 and leave the conversion with the array's manager.
        try (NDArray positions =
                array.getManager().create(Arrays.stream(rows).asLongStream().toArray())) {
            NDArray picked = array.get(scope, new NDIndex("{}", positions));
            NDArray moved = picked.toDevice(scope.getDevice(), false);
            moved.attach(scope);
            return moved;
        }
    }

    /**
     * Inverts a permutation of 0 to n - 1.
     *
     * @param order the permutation
     * @return the position of each number
     */
    public static int[] places(int[] order) {
        int[] places = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        return places;
    }

    /**
     * Reads an array as plain vectors, some rows at a time.
     *
     * @param array N×D float32
     * @return N vectors of D numbers
     */
    public static double[][] vectors(NDArray array) {
        int n = (int) array.getShape().get(0);
        int d = (int) array.getShape().get(1);
        double[][] vectors = new double[n][d];
        for (int from = 0; from < n; from += READ_AT_ONCE) {
            int to = Math.min(n, from + READ_AT_ONCE);
            try (NDArray some = array.get(new NDIndex("{}:{}", from, to))) {
                float[] numbers = some.toFloatArray();
                for (int i = 0; i < numbers.length; i++) {
                    vectors[from + i / d][i % d] = numbers[i];
                }
            }
        }
        return vectors;
    }

    /**
     * Moves an array from its scope to main memory; if it is there already, it is only attached to the new scope.
     *
     * @param array the array to keep
     * @param host holds the result
     * @return the array in main memory
     */
    public static NDArray keep(NDArray array, NDManager host) {
        NDArray moved = array.toDevice(host.getDevice(), false);
        moved.attach(host);
        return moved;
    }
}
