package org.clade.baseline;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clade.api.engine.TensorEngine;

/**
 * A graph of nearest neighbors: the weight of a pair is 1 if each vector is among the other's nearest, and one half if only one is.
 *
 * @param matrix the weights, each divided by the roots of both degrees
 * @param roots the root of each vector's degree, which is the sum of its weights
 */
record NeighborGraph(SparseMatrix matrix, double[] roots) {

    /**
     * Builds the graph.
     *
     * @param engine computes distances
     * @param rows the vectors, two or more
     * @param neighbors the number of neighbors of each vector
     * @return the graph
     */
    static NeighborGraph of(TensorEngine engine, double[][] rows, int neighbors) {
        int[][] nearest = nearest(engine, rows, Math.min(neighbors, rows.length - 1));
        Map<Integer, Double>[] weights = weights(nearest);
        double[] roots = Stream.of(weights)
                .mapToDouble(row -> Math.sqrt(
                        row.values().stream().mapToDouble(weight -> weight).sum()))
                .toArray();
        int[] starts = new int[rows.length + 1];
        for (int row = 0; row < rows.length; row++) {
            starts[row + 1] = starts[row] + weights[row].size();
        }
        int[] columns = new int[starts[rows.length]];
        double[] values = new double[starts[rows.length]];
        for (int row = 0; row < rows.length; row++) {
            int at = starts[row];
            for (Map.Entry<Integer, Double> entry : weights[row].entrySet()) {
                columns[at] = entry.getKey();
                values[at++] = entry.getValue() / (roots[row] * roots[entry.getKey()]);
            }
        }
        return new NeighborGraph(new SparseMatrix(starts, columns, values), roots);
    }

    private static int[][] nearest(TensorEngine engine, double[][] rows, int neighbors) {
        int[][] nearest = new int[rows.length][];
        new Distances(engine, rows).forEachBlock((first, distances) -> {
            long[] ids = distances.topK(neighbors + 1, 1, false, true).get(1).toLongArray();
            for (int i = first; i < first + ids.length / (neighbors + 1); i++) {
                int self = i;
                int from = (i - first) * (neighbors + 1);
                nearest[i] = IntStream.range(from, from + neighbors + 1)
                        .map(at -> (int) ids[at])
                        .filter(id -> id != self)
                        .limit(neighbors)
                        .toArray();
            }
        });
        return nearest;
    }

    private static Map<Integer, Double>[] weights(int[][] nearest) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map<Integer, Double>[] weights = new Map[nearest.length];
        for (int row = 0; row < nearest.length; row++) {
            weights[row] = new TreeMap<>();
        }
        for (int row = 0; row < nearest.length; row++) {
            for (int other : nearest[row]) {
                weights[row].merge(other, 0.5, Double::sum);
                weights[other].merge(row, 0.5, Double::sum);
            }
        }
        return weights;
    }
}
