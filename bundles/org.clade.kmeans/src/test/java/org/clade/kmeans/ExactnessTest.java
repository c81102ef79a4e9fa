package org.clade.kmeans;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.clade.api.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds and estimates change neither a group nor a bit of the sum: {@link PlainStart} compares everything in float64. */
class ExactnessTest {

    private static void agrees(double[][] rows, int clusters, int seed, int iterations, double rest) {
        Points points = Points.of(rows);
        int k = points.distinct(clusters);
        PlainStart plain = new PlainStart(PlainPoints.of(rows), k);
        KMeansStart fast = new KMeansStart(points, new SeedScores(points, seed % 2 == 0 ? Integer.MAX_VALUE : 0), k);
        plain.seed(RandomStream.of(seed));
        fast.seed(RandomStream.of(seed));
        plain.settle(iterations, rest);
        fast.settle(iterations, rest);
        assertArrayEquals(plain.groups(), fast.groups(), () -> "groups, seed " + seed);
        assertEquals(
                Double.doubleToLongBits(plain.inertia()),
                Double.doubleToLongBits(fast.inertia()),
                () -> "seed " + seed);
    }

    private static double[][] drawn(int count, int dimensions, DoubleSupplier coordinate) {
        double[][] rows = new double[count][dimensions];
        for (double[] row : rows) {
            Arrays.setAll(row, d -> coordinate.getAsDouble());
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"1000, 10, 10", "700, 3, 40", "1300, 17, 5", "600, 64, 64", "5, 4, 5", "50, 6, 1", "513, 1, 7"})
    void onPointsWithoutStructure(int count, int dimensions, int k) {
        for (int seed = 0; seed < 4; seed++) {
            RandomStream random = RandomStream.of(seed).derive("points");
            agrees(drawn(count, dimensions, random::uniform), k, seed, 300, 0);
        }
    }

    /** Soft assignments of a network: all on one side of the origin, most near a corner. */
    @ParameterizedTest
    @ValueSource(ints = {10, 50})
    void onSoftAssignments(int k) {
        for (int seed = 0; seed < 4; seed++) {
            RandomStream random = RandomStream.of(seed).derive("points");
            double[][] rows = drawn(800, k, () -> 0.4 * random.uniform() / k);
            for (double[] row : rows) {
                row[random.below(k)] += 0.8;
            }
            agrees(rows, k, seed, 300, 0);
        }
    }

    /** Whole numbers of few values: many points lie equally far from several centers, and many are equal. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void onTiesAndDuplicates(int values) {
        for (int seed = 0; seed < 12; seed++) {
            RandomStream random = RandomStream.of(seed).derive("points");
            agrees(drawn(300, 1 + seed % 6, () -> random.below(values)), 3 + seed, seed, 300, 0);
        }
    }

    /** Two far groups and numbers of all magnitudes: rounding to float32 tells the near points apart no longer. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-170, 1e-45, 1e-22, 1e-6, 1, 1e6, 1e18, 1e30, 1e100})
    void onNumbersOfAnySize(double unit) {
        for (int seed = 0; seed < 4; seed++) {
            RandomStream random = RandomStream.of(seed).derive("points");
            agrees(drawn(200, 5, () -> unit * ((random.chance(0.5) ? 1000 : 0) + random.uniform())), 9, seed, 300, 0);
            agrees(drawn(200, 3, () -> unit * Math.pow(10, random.uniform(-20, 20))), 9, seed, 300, 0);
        }
    }

    /** These points and seeds produce empty groups, which are rare. */
    @ParameterizedTest
    @ValueSource(ints = {26689, 30302, 36212, 40121, 71981, 80992, 81022, 84244})
    void onEmptyGroups(int seed) {
        RandomStream random = RandomStream.of(seed);
        int k = 3 + random.below(12);
        double[][] rows = drawn(
                k + 2 + random.below(40), 2, () -> Math.pow(10, random.uniform(-3, 3)) * (random.chance(0.5) ? 1 : -1));
        agrees(rows, k, seed, 300, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7})
    void atTheLimitOfIterationsOrOfMoves(int iterations) {
        RandomStream random = RandomStream.of(iterations).derive("points");
        double[][] rows = drawn(900, 20, random::uniform);
        agrees(rows, 30, iterations, iterations, 0);
        agrees(rows, 30, iterations, 300, 0.05 * (iterations + 1));
    }
}
