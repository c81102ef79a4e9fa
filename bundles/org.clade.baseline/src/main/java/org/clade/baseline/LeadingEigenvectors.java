package org.clade.baseline;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.clade.api.random.RandomStream;

/**
 * The eigenvectors of the largest eigenvalues of a symmetric matrix whose eigenvalues lie between -1 and 1.
 *
 * <p>It multiplies a block of vectors, slightly larger than needed, repeatedly by a Chebyshev polynomial of the matrix
 * that is small from -1 to the smallest eigenvalue of the block and grows fast above; after each product it makes the
 * block orthonormal and rotates it to its best approximations of eigenvectors (Saad, Numerical Methods for Large
 * Eigenvalue Problems, 2011, Ch.
 * 5 and 7). Eigenvalues may be multiple, as for a graph with several components.
 */
final class LeadingEigenvectors {

    private static final int SPARE = 10;
    private static final int DEGREE = 20;
    private static final int ROUNDS = 100;
    private static final double TOLERANCE = 1e-6;

    private final SparseMatrix matrix;

    /** Vectors and their approximate eigenvalues, largest first. */
    private record Ritz(double[][] vectors, double[] values) {}

    LeadingEigenvectors(SparseMatrix matrix) {
        this.matrix = matrix;
    }

    /** {@return a number of orthonormal eigenvectors, that of the largest eigenvalue first} */
    double[][] find(int count, RandomStream random) {
        double[][] block = new double[Math.min(count + SPARE, matrix.size())][];
        for (int i = 0; i < block.length; i++) {
            float[] draws = random.gaussian(matrix.size());
            block[i] = IntStream.range(0, draws.length)
                    .mapToDouble(at -> draws[at])
                    .toArray();
        }
        Ritz ritz = ritz(block);
        for (int round = 0; round < ROUNDS && error(ritz, count) > TOLERANCE; round++) {
            double least = ritz.values()[block.length - 1];
            ritz = ritz(parallel(ritz.vectors(), vector -> filtered(vector, least)));
        }
        return Arrays.copyOf(ritz.vectors(), count);
    }

    /** {@return the orthonormal vectors of the block's span that are closest to eigenvectors} */
    private Ritz ritz(double[][] block) {
        orthonormalize(block);
        double[][] products = parallel(block, matrix::times);
        RealMatrix small = MatrixUtils.createRealMatrix(block.length, block.length);
        for (int i = 0; i < block.length; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = dot(block[i], products[j]);
                small.setEntry(i, j, entry);
                small.setEntry(j, i, entry);
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(small);
        int[] order = IntStream.range(0, block.length)
                .boxed()
                .sorted((a, b) -> Double.compare(eigen.getRealEigenvalue(b), eigen.getRealEigenvalue(a)))
                .mapToInt(i -> i)
                .toArray();
        double[][] vectors = parallel(
                IntStream.of(order)
                        .mapToObj(i -> eigen.getEigenvector(i).toArray())
                        .toArray(double[][]::new),
                weights -> combined(block, weights));
        return new Ritz(
                vectors,
                IntStream.of(order).mapToDouble(eigen::getRealEigenvalue).toArray());
    }

    /** {@return the greatest length of M x - λ x} */
    private double error(Ritz ritz, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToDouble(i -> {
                    double[] rest = matrix.times(ritz.vectors()[i]);
                    add(rest, ritz.vectors()[i], -ritz.values()[i]);
                    return Math.sqrt(dot(rest, rest));
                })
                .max()
                .orElse(0);
    }

    /** {@return T(M) x, where T is the Chebyshev polynomial that stays within ±1 from -1 to {@code least}} */
    private double[] filtered(double[] vector, double least) {
        double center = (least - 1) / 2;
        double half = Math.max((least + 1) / 2, 1e-3);
        double[] before = vector;
        double[] now = shifted(vector, center, 1 / half);
        for (int degree = 2; degree <= DEGREE; degree++) {
            double[] next = shifted(now, center, 2 / half);
            add(next, before, -1);
            before = now;
            now = next;
        }
        return now;
    }

    /** {@return factor · (M x - center · x)} */
    private double[] shifted(double[] vector, double center, double factor) {
        double[] product = matrix.times(vector);
        for (int i = 0; i < product.length; i++) {
            product[i] = factor * (product[i] - center * vector[i]);
        }
        return product;
    }

    /** Gram and Schmidt, twice. */
    private static void orthonormalize(double[][] block) {
        for (int i = 0; i < block.length; i++) {
            scale(block[i]);
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    add(block[i], block[j], -dot(block[i], block[j]));
                }
                scale(block[i]);
            }
        }
    }

    private static double[] combined(double[][] block, double[] weights) {
        double[] sum = new double[block[0].length];
        for (int i = 0; i < block.length; i++) {
            add(sum, block[i], weights[i]);
        }
        return sum;
    }

    private static void scale(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
    }

    private static void add(double[] sum, double[] vector, double factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[][] parallel(double[][] vectors, UnaryOperator<double[]> work) {
        return Stream.of(vectors).parallel().map(work).toArray(double[][]::new);
    }
}
