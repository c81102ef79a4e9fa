package org.clade.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.clade.api.engine.TensorEngine;
import org.clade.api.random.RandomStream;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

class LeadingEigenvectorsTest {

    private final TensorEngine engine = TorchEngine.start();

    /** On a ring, image i has the two adjacent images as neighbors; the eigenvalues are cos(2πk/n), all but the first double. */
    @Test
    void findsDoubleEigenvalues() {
        int n = 200;
        double[][] rows = IntStream.range(0, n)
                .mapToObj(i -> new double[] {Math.cos(2 * Math.PI * i / n), Math.sin(2 * Math.PI * i / n)})
                .toArray(double[][]::new);
        SparseMatrix matrix = NeighborGraph.of(engine, rows, 2).matrix();
        assertEquals(2 * n, matrix.values().length);
        double[][] vectors = new LeadingEigenvectors(matrix).find(5, RandomStream.of(1));
        for (int i = 0; i < 5; i++) {
            double value = Math.cos(2 * Math.PI * ((i + 1) / 2) / n);
            double[] product = matrix.times(vectors[i]);
            for (int at = 0; at < n; at++) {
                assertEquals(value * vectors[i][at], product[at], 1e-5);
            }
            for (int j = 0; j <= i; j++) {
                assertEquals(i == j ? 1 : 0, dot(vectors[i], vectors[j]), 1e-9);
            }
        }
    }

    /** The number of eigenvalues 1 is the number of the graph's components, and on each component their vectors are constant. */
    @Test
    void findsThePiecesOfAGraph() {
        RandomStream random = RandomStream.of(3);
        double[][] rows = IntStream.range(0, 240)
                .mapToObj(i -> new double[] {100 * (i % 4) + random.uniform(), random.uniform()})
                .toArray(double[][]::new);
        NeighborGraph graph = NeighborGraph.of(engine, rows, 20);
        double[][] vectors = new LeadingEigenvectors(graph.matrix()).find(4, RandomStream.of(1));
        for (double[] vector : vectors) {
            for (int i = 4; i < rows.length; i++) {
                assertEquals(vector[i % 4] / graph.roots()[i % 4], vector[i] / graph.roots()[i], 1e-6);
            }
        }
    }

    /** All eigenvectors of a small matrix. */
    @Test
    void findsAllOfAFew() {
        SparseMatrix swap = new SparseMatrix(new int[] {0, 1, 2}, new int[] {1, 0}, new double[] {1, 1});
        double[][] vectors = new LeadingEigenvectors(swap).find(2, RandomStream.of(1));
        assertEquals(vectors[0][0], vectors[0][1], 1e-12);
        assertEquals(vectors[1][0], -vectors[1][1], 1e-12);
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
