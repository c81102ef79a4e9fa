package org.clade.kmeans;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.clade.api.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansGroupsTest {

    @ParameterizedTest
    @CsvSource({"1000, 10, 10, 20", "300, 2, 9, 16", "700, 3, 40, 6", "1300, 17, 5, 4", "5, 4, 5, 3", "50, 6, 1, 2"})
    void agreesWithCommonsMath(int count, int dimensions, int k, int starts) {
        for (int seed = 0; seed < 5; seed++) {
            double[][] rows = blobs(count, k, dimensions, seed * 0.3 + 0.1, seed);
            assertArrayEquals(
                    CommonsGroups.of(rows, k, starts, 300, RandomStream.of(seed)),
                    new KMeansGroups(k, starts, 300, 0).of(Points.of(rows), RandomStream.of(seed)),
                    "seed " + seed);
        }
    }

    /** Empty groups are rare; these points and seeds produce them. */
    @ParameterizedTest
    @ValueSource(ints = {26689, 30302, 36212, 40121, 71981, 80992, 81022, 84244})
    void refillsEmptyGroupsAsCommonsMathDoes(int seed) {
        RandomStream random = RandomStream.of(seed);
        int k = 3 + random.below(12);
        double[][] rows = new double[k + 2 + random.below(40)][2];
        for (double[] row : rows) {
            Arrays.setAll(row, d -> Math.pow(10, random.uniform(-3, 3)) * (random.chance(0.5) ? 1 : -1));
        }
        RandomStream draws = RandomStream.of(seed);
        assertArrayEquals(
                CommonsGroups.of(rows, k, 1, 300, draws), new KMeansGroups(k, 1, 300, 0).of(Points.of(rows), draws));
    }

    @Test
    void findsBlobsThatLieApart() {
        int[] groups = new KMeansGroups(5, 10, 300, 1e-4).of(Points.of(blobs(200, 5, 8, 0.05, 4)), RandomStream.of(1));
        for (int i = 0; i < groups.length; i++) {
            assertEquals(groups[i % 5], groups[i], "point " + i);
        }
        assertEquals(5, Arrays.stream(groups).distinct().count());
    }

    @Test
    void readsRowsOfFloatsAsRowsOfDoubles() {
        double[][] rows = blobs(60, 4, 3, 1, 5);
        float[] flat = new float[180];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / 3][i % 3];
            rows[i / 3][i % 3] = flat[i];
        }
        KMeansGroups kMeans = new KMeansGroups(4, 3, 50, 0);
        assertArrayEquals(
                kMeans.of(Points.of(rows), RandomStream.of(6)), kMeans.of(Points.of(flat, 3), RandomStream.of(6)));
    }

    @Test
    void isGivenByTheStreamAlone() throws ExecutionException, InterruptedException {
        Points points = Points.of(blobs(300, 6, 4, 1, 7));
        KMeansGroups kMeans = new KMeansGroups(6, 5, 300, 0);
        int[] once = kMeans.of(points, RandomStream.of(2));
        assertArrayEquals(once, kMeans.of(points, RandomStream.of(2)));
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            assertArrayEquals(
                    once,
                    one.submit(() -> kMeans.of(points, RandomStream.of(2))).get());
        } finally {
            one.shutdown();
        }
    }

    /** With a tolerance the result is nearly as tight as without. */
    @Test
    void theToleranceEndsStartsEarly() {
        double[][] rows = blobs(2000, 8, 10, 0.6, 8);
        double exact = spread(rows, new KMeansGroups(8, 10, 300, 0).of(Points.of(rows), RandomStream.of(1)), 8);
        double near = spread(rows, new KMeansGroups(8, 10, 300, 1e-4).of(Points.of(rows), RandomStream.of(1)), 8);
        double early = spread(rows, new KMeansGroups(8, 10, 300, 1e9).of(Points.of(rows), RandomStream.of(1)), 8);
        assertEquals(exact, near, 1e-3 * exact);
        assertTrue(early > near, early + " after one round, " + near + " at rest");
    }

    /** A collapsed network has the same output for all images; that must not take long. */
    @Test
    void comesToRestWherePointsAreAlike() {
        int[] groups = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new KMeansGroups(10, 20, 300, 0)
                .of(Points.of(new double[1000][10]), RandomStream.of(3)));
        assertEquals(1, Arrays.stream(groups).distinct().count());
    }

    private static double[][] blobs(int count, int centers, int dimensions, double width, int seed) {
        RandomStream random = RandomStream.of(seed).derive("blobs");
        double[][] middle = new double[centers][dimensions];
        for (double[] center : middle) {
            Arrays.setAll(center, i -> random.uniform(-1, 1));
        }
        double[][] points = new double[count][dimensions];
        for (int p = 0; p < count; p++) {
            double[] center = middle[p % centers];
            Arrays.setAll(points[p], i -> center[i] + random.uniform(-width, width));
        }
        return points;
    }

    private static double spread(double[][] rows, int[] groups, int k) {
        double[][] sums = new double[k][rows[0].length];
        int[] sizes = new int[k];
        double squares = 0;
        for (int i = 0; i < rows.length; i++) {
            sizes[groups[i]]++;
            for (int d = 0; d < rows[i].length; d++) {
                sums[groups[i]][d] += rows[i][d];
                squares += rows[i][d] * rows[i][d];
            }
        }
        for (int group = 0; group < k; group++) {
            for (double sum : sums[group]) {
                squares -= sum * sum / sizes[group];
            }
        }
        return squares;
    }
}
