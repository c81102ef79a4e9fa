package org.clade.cluster.count;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.clade.api.random.RandomStream;

/**
 * The subspace in which vectors vary most, by subspace iteration (Halko, Martinsson and Tropp, Finding Structure with Randomness,
 * SIAM Review 53, 2011). Commons Math decomposes whole matrices, and the engine has no decomposition.
 */
final class PrincipalSubspace {

    private static final int ITERATIONS = 8;
    /** Shorter vectors count as zero. */
    private static final double LEAST = 1e-9;

    /** What is left of a row that depends on others is rounding. */
    private static final double ROUNDING = 1e-5;

    private PrincipalSubspace() {}

    /**
     * Scales vectors to unit length, centers them and projects them.
     *
     * @param vectors N×D, float32, in main memory
     * @param dimensions how many dimensions are kept at most
     * @param random draws where the iteration begins
     * @return N rows; distances between them are those within the subspace
     */
    static double[][] project(NDArray vectors, int dimensions, RandomStream random) {
        int rows = (int) vectors.getShape().get(0);
        int width = (int) vectors.getShape().get(1);
        int kept = Math.min(dimensions, Math.min(rows, width));
        try (NDManager scope = vectors.getManager().newSubManager()) {
            NDArray own = scope.create(vectors.toFloatArray(), vectors.getShape());
            NDArray lengths = own.square().sum(new int[] {1}, true).sqrt().maximum(LEAST);
            NDArray unit = own.div(lengths);
            NDArray centered = unit.sub(unit.mean(new int[] {0}, true));
            float[] basis = random.uniform(width * kept, -1, 1);
            orthonormal(basis, width, kept);
            for (int i = 0; i < ITERATIONS; i++) {
                NDArray seen = centered.matMul(
                        scope.create(basis, new Shape(kept, width)).transpose());
                basis = seen.transpose().matMul(centered).toFloatArray();
                orthonormal(basis, width, kept);
            }
            float[] projected = centered.matMul(
                            scope.create(basis, new Shape(kept, width)).transpose())
                    .toFloatArray();
            double[][] result = new double[rows][kept];
            for (int row = 0; row < rows; row++) {
                for (int d = 0; d < kept; d++) {
                    result[row][d] = projected[row * kept + d];
                }
            }
            return result;
        }
    }

    /** Makes the rows of a matrix orthonormal (modified Gram-Schmidt, twice); a row that depends on those before becomes 0. */
    private static void orthonormal(float[] rows, int width, int count) {
        double[] row = new double[width];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < width; d++) {
                row[d] = rows[i * width + d];
            }
            double before = length(row);
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    double product = 0;
                    for (int d = 0; d < width; d++) {
                        product += row[d] * rows[j * width + d];
                    }
                    for (int d = 0; d < width; d++) {
                        row[d] -= product * rows[j * width + d];
                    }
                }
            }
            double length = length(row);
            double scale = length <= ROUNDING * before ? 0 : 1 / length;
            for (int d = 0; d < width; d++) {
                rows[i * width + d] = (float) (row[d] * scale);
            }
        }
    }

    private static double length(double[] row) {
        return Math.sqrt(Arrays.stream(row).map(value -> value * value).sum());
    }
}
