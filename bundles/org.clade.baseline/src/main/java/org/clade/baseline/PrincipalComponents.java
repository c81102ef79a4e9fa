package org.clade.baseline;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.clade.api.part.RefusedException;

/** The first principal components of vectors, divided by the deviation of the first of them. */
final class PrincipalComponents {

    private static final int MOST = 2048;

    private PrincipalComponents() {}

    /**
     * Projects vectors.
     *
     * @param rows the vectors
     * @param dimensions how many components
     * @return as many values for each vector, or as many as it has; the largest variance is 1
     * @throws RefusedException if vectors are too long for an eigenvalue decomposition
     */
    static double[][] of(double[][] rows, int dimensions) {
        int size = rows[0].length;
        if (size > MOST) {
            throw new RefusedException(
                    "gmm takes vectors of at most %s values, but these have %s; make images smaller with --size, or give features."
                            .formatted(MOST, size));
        }
        double[] mean = new double[size];
        for (double[] row : rows) {
            for (int j = 0; j < size; j++) {
                mean[j] += row[j] / rows.length;
            }
        }
        double[][] centered = Arrays.stream(rows)
                .map(row -> IntStream.range(0, size)
                        .mapToDouble(j -> row[j] - mean[j])
                        .toArray())
                .toArray(double[][]::new);
        EigenDecomposition eigen = new EigenDecomposition(covariance(centered));
        double deviation = Math.sqrt(Math.max(eigen.getRealEigenvalue(0), 0));
        double scale = deviation > 0 ? 1 / deviation : 1;
        double[][] axes = IntStream.range(0, Math.min(dimensions, size))
                .mapToObj(i -> eigen.getEigenvector(i).mapMultiply(scale).toArray())
                .toArray(double[][]::new);
        return Arrays.stream(centered)
                .parallel()
                .map(row ->
                        Arrays.stream(axes).mapToDouble(axis -> dot(row, axis)).toArray())
                .toArray(double[][]::new);
    }

    private static RealMatrix covariance(double[][] centered) {
        int size = centered[0].length;
        double[][] sums = new double[size][size];
        IntStream.range(0, size).parallel().forEach(j -> {
            for (double[] row : centered) {
                if (row[j] != 0) {
                    for (int l = 0; l <= j; l++) {
                        sums[j][l] += row[j] * row[l] / centered.length;
                    }
                }
            }
        });
        for (int j = 0; j < size; j++) {
            for (int l = 0; l < j; l++) {
                sums[l][j] = sums[j][l];
            }
        }
        return MatrixUtils.createRealMatrix(sums);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
