package org.clade.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.testkit.BaselineContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** HDBSCAN and Gaussian mixtures next to scikit-learn, whose labels {@code make-density.py} wrote. */
class DensityTest {

    private static final int WITHOUT_NOISE = 180;

    @Nested
    class OfHdbscan implements BaselineContract {
        @Override
        public Baseline part() {
            return new Hdbscan();
        }

        @Override
        public List<String> settings() {
            return List.of("", "min_size=5, neighbors=3", "cosine=on");
        }
    }

    @Nested
    class OfGaussianMixture implements BaselineContract {
        @Override
        public Baseline part() {
            return new GaussianMixture();
        }

        @Override
        public List<String> settings() {
            return List.of("", "dimensions=2, iterations=20", "cosine=on");
        }
    }

    @Test
    void hdbscanFindsTheClustersAndTheNoiseOfScikitLearn() throws IOException {
        double[][] table = table();
        int[] found = cluster(new Hdbscan(), "min_size=10, neighbors=5", table, 0);
        assertArrayEquals(renumbered(column(table, 2)), found);
        assertTrue(Arrays.stream(found).anyMatch(cluster -> cluster == Baseline.NOISE), "noise is found");
        assertEquals(
                3,
                Arrays.stream(found).filter(cluster -> cluster >= 0).distinct().count());
    }

    @Test
    void mixtureFindsTheGroupsOfScikitLearn() throws IOException {
        double[][] table = Arrays.copyOf(table(), WITHOUT_NOISE);
        int[] found = renumbered(cluster(new GaussianMixture(), "", table, 3));
        int[] expected = renumbered(column(table, 3));
        long same = IntStream.range(0, found.length)
                .filter(i -> found[i] == expected[i])
                .count();
        assertTrue(same >= WITHOUT_NOISE - 2, same + " of " + WITHOUT_NOISE);
    }

    @Test
    void anglesDecideWithCosine() {
        RandomStream random = RandomStream.of(4);
        double[][] rows = IntStream.range(0, 90)
                .mapToObj(i -> {
                    double length = Math.exp(random.uniform(-3, 3));
                    double angle = 2 * (i % 3) + random.uniform(-0.1, 0.1);
                    return new double[] {length * Math.cos(angle), length * Math.sin(angle)};
                })
                .toArray(double[][]::new);
        int[] groups = IntStream.range(0, 90).map(i -> i % 3).toArray();
        for (Baseline method : List.of(new KMeans(), new GaussianMixture(), new Hdbscan())) {
            int[] found = method.cluster(rows, 3, Settings.of(method, "cosine=on"), RandomStream.of(1));
            assertArrayEquals(groups, renumbered(found), method.getClass().getSimpleName());
        }
    }

    @Test
    void mixtureEndsWhereCovariancesAreSingular() {
        double[][] rows = new double[40][30];
        for (int i = 0; i < rows.length; i++) {
            rows[i][i % 2] = 1; // two points, 20 times each
        }
        int[] found = cluster(new GaussianMixture(), "", rows, 2);
        for (int i = 0; i < rows.length; i++) {
            assertEquals(found[i % 2], found[i]);
        }
    }

    @Test
    void tooFewOrTooLongVectorsAreRefused() {
        assertTrue(refusal(new Hdbscan(), new double[9][2]).contains("more than 10 vectors"));
        assertTrue(refusal(new GaussianMixture(), new double[9][3000]).contains("2048 values"));
    }

    private static String refusal(Baseline method, double[][] rows) {
        return assertThrows(
                        RefusedException.class,
                        () -> method.cluster(rows, 2, Settings.of(method, ""), RandomStream.of(1)))
                .getMessage();
    }

    private static int[] cluster(Baseline method, String settings, double[][] table, int clusters) {
        double[][] rows = Arrays.stream(table)
                .map(row -> row.length == 4 ? Arrays.copyOf(row, 2) : row)
                .toArray(double[][]::new);
        return method.cluster(rows, clusters, Settings.of(method, settings), RandomStream.of(1));
    }

    private static int[] column(double[][] table, int column) {
        return Arrays.stream(table).mapToInt(row -> (int) row[column]).toArray();
    }

    /** {@return the labels numbered in the order of their first vectors; noise stays} */
    private static int[] renumbered(int[] labels) {
        List<Integer> order = Arrays.stream(labels)
                .filter(label -> label >= 0)
                .boxed()
                .distinct()
                .toList();
        return Arrays.stream(labels).map(order::indexOf).toArray();
    }

    private static double[][] table() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                DensityTest.class.getResourceAsStream("density.csv"), StandardCharsets.US_ASCII))) {
            return in.lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        }
    }
}
