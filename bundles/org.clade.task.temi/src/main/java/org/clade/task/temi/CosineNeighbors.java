package org.clade.task.temi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

/**
 * The nearest neighbors of every row of a matrix by cosine similarity.
 *
 * @param each neighbors of a row
 * @param rows the neighbors of all rows, one row after the other, the most similar one first
 */
record CosineNeighbors(int each, int[] rows) {

    /** Similarities that are computed at once: 128 MB. */
    private static final long AT_ONCE = 1L << 25;

    private static final int MOST_ROWS = 1024;

    /**
     * Finds neighbors, in blocks of rows.
     *
     * @param features N×D
     * @param count neighbors wanted; fewer if there are fewer other rows
     * @return the neighbors; a row is not its own
     */
    static CosineNeighbors of(NDArray features, int count) {
        int n = (int) features.getShape().get(0);
        int each = Math.min(count, n - 1);
        int[] rows = new int[n * each];
        int block = (int) Math.max(1, Math.min(MOST_ROWS, AT_ONCE / n));
        try (NDManager scope = features.getManager().newSubManager()) {
            NDArray unit = features.normalize(2, 1);
            unit.attach(scope);
            NDArray turned = unit.transpose();
            turned.attach(scope);
            for (int from = 0; from < n; from += block) {
                int to = Math.min(n, from + block);
                try (NDManager part = scope.newSubManager()) {
                    NDArray some = unit.get(new NDIndex("{}:{}", from, to));
                    some.attach(part);
                    NDArray similarities = some.matMul(turned);
                    NDList best = similarities.topK(each + 1, 1, true, true);
                    keep(best.get(1).toLongArray(), from, each, rows);
                }
            }
        }
        return new CosineNeighbors(each, rows);
    }

    /** Leaves out the row itself; if as many others are equal to it, it may be missing, then the last one is left out. */
    private static void keep(long[] best, int from, int each, int... rows) {
        int block = best.length / (each + 1);
        for (int row = 0; row < block; row++) {
            int at = (from + row) * each;
            int end = at + each;
            for (int i = 0; i <= each && at < end; i++) {
                int candidate = (int) best[row * (each + 1) + i];
                if (candidate != from + row) {
                    rows[at++] = candidate;
                }
            }
        }
    }

    /** {@return a neighbor of a row} */
    int of(int row, int place) {
        return rows[row * each + place];
    }
}
