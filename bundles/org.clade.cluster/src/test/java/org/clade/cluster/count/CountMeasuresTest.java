package org.clade.cluster.count;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.cluster.CountAdvice;
import org.clade.api.cluster.CountMeasures;
import org.clade.api.cluster.CountRange;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.metric.AdjustedRandIndex;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The expected values were computed by scikit-learn 1.9.1 from the same points. */
class CountMeasuresTest {

    private static double[][] points;
    private static int[] clusters;

    @BeforeAll
    static void read() throws IOException {
        List<double[]> rows = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                CountMeasuresTest.class.getResourceAsStream("points.csv"), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                rows.add(new double[] {
                    Double.parseDouble(cells[0]), Double.parseDouble(cells[1]), Double.parseDouble(cells[2])
                });
                ids.add(Integer.parseInt(cells[3]));
            }
        }
        points = rows.toArray(double[][]::new);
        clusters = ids.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void silhouetteEqualsScikitLearns() {
        assertEquals(0.2673144979466005, Silhouette.of(DistanceMatrix.of(points), clusters, 4), 1e-6);
    }

    @Test
    void silhouettePassesOverEmptyClusters() {
        assertEquals(0.2673144979466005, Silhouette.of(DistanceMatrix.of(points), clusters, 9), 1e-6);
    }

    @Test
    void varianceRatioEqualsScikitLearns() {
        assertEquals(42.50930848360047, CalinskiHarabasz.of(points, clusters, 4), 1e-9);
        assertEquals(42.50930848360047, CalinskiHarabasz.of(points, clusters, 9), 1e-9);
    }

    @Test
    void equalPointsInEachClusterHaveRatioOne() {
        double[][] pairs = {{0, 0}, {0, 0}, {1, 1}, {1, 1}};
        assertEquals(1, CalinskiHarabasz.of(pairs, new int[] {0, 0, 1, 1}, 2));
    }

    @Test
    void recommendsThreeForThreeGroups() {
        List<Integer> done = new ArrayList<>();
        List<CountMeasures> curve = new CountSearch(new AdjustedRandIndex())
                .measure(points, new CountRange(2, 6), RandomStream.of(1), done::add);
        assertEquals(List.of(2, 3, 4, 5, 6), done);
        CountAdvice advice = CountRule.of(curve);
        assertAll(
                () -> assertEquals(3, advice.k()),
                () -> assertEquals(CountAdvice.Sureness.HIGH, advice.sureness()),
                () -> assertEquals(1, curve.get(1).stability(), 1e-9),
                () -> assertTrue(
                        curve.get(1).effectiveClusters() > 2.9 && curve.get(1).effectiveClusters() <= 3),
                () -> assertTrue(curve.get(1).confidence() > curve.get(4).confidence()));
    }

    @Test
    void repeatsItself() {
        CountSearch search = new CountSearch(new AdjustedRandIndex());
        CountRange range = new CountRange(2, 5);
        assertEquals(
                search.measure(points, range, RandomStream.of(3), k -> {}),
                search.measure(points, range, RandomStream.of(3), k -> {}));
    }

    @Test
    void isUnsureOfPointsWithoutGroups() {
        RandomStream random = RandomStream.of(5);
        double[][] noise = new double[400][8];
        for (double[] row : noise) {
            for (int d = 0; d < row.length; d++) {
                row[d] = random.uniform();
            }
        }
        List<CountMeasures> curve = new CountSearch(new AdjustedRandIndex())
                .measure(noise, new CountRange(2, 8), RandomStream.of(1), k -> {});
        assertEquals(CountAdvice.Sureness.LOW, CountRule.of(curve).sureness());
    }

    @Test
    void readsNumbersAndRanges() {
        assertEquals(new CountRange(10, 10), CountRange.parse("10"));
        assertEquals(new CountRange(5, 15), CountRange.parse("5..15"));
        for (String wrong : List.of("", "ten", "1", "15..5", "5..", "..5", "5-15", "-3", "1..4", "9999999")) {
            assertThrows(RefusedException.class, () -> CountRange.parse(wrong), wrong);
        }
    }
}
