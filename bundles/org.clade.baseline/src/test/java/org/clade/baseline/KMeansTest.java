package org.clade.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.junit.jupiter.api.Test;

class KMeansTest {

    private final KMeans kmeans = new KMeans();

    @Test
    void findsGroupsThatLieApart() {
        RandomStream random = RandomStream.of(1);
        double[][] rows = IntStream.range(0, 300)
                .mapToObj(i -> new double[] {10 * (i % 3) + random.uniform(), -7 * (i % 3) + random.uniform()})
                .toArray(double[][]::new);
        int[] clusters = kmeans.cluster(rows, 3, Settings.of(kmeans, ""), RandomStream.of(5));
        for (int i = 0; i < rows.length; i++) {
            assertEquals(clusters[i % 3], clusters[i]);
        }
        assertEquals(3, Arrays.stream(clusters).distinct().count());
        assertTrue(Arrays.stream(clusters).allMatch(cluster -> cluster >= 0 && cluster < 3));
    }

    @Test
    void theStreamDecidesAndNothingElse() throws ExecutionException, InterruptedException {
        double[][] rows = noise(400);
        Settings settings = Settings.of(kmeans, "restarts=5, iterations=20");
        int[] once = kmeans.cluster(rows, 8, settings, RandomStream.of(7));
        assertArrayEquals(once, kmeans.cluster(rows, 8, settings, RandomStream.of(7)));
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            assertArrayEquals(
                    once,
                    one.submit(() -> kmeans.cluster(rows, 8, settings, RandomStream.of(7)))
                            .get());
        } finally {
            one.shutdown();
        }
        assertNotEquals(Arrays.toString(once), Arrays.toString(kmeans.cluster(rows, 8, settings, RandomStream.of(8))));
    }

    @Test
    void furtherRestartsNeverLoosenTheClusters() {
        double[][] rows = noise(300);
        double before = Double.POSITIVE_INFINITY;
        double first = 0;
        for (int restarts : new int[] {1, 2, 4, 8, 16}) {
            Settings settings = Settings.of(kmeans, "restarts=" + restarts);
            double spread = spread(rows, kmeans.cluster(rows, 9, settings, RandomStream.of(3)), 9);
            assertTrue(spread <= before + 1e-9, restarts + " restarts: " + spread + " after " + before);
            before = spread;
            first = restarts == 1 ? spread : first;
        }
        assertTrue(before < first, "16 restarts find nothing tighter than one");
    }

    @Test
    void equalImagesAreStillClustered() {
        for (int k = 1; k <= 6; k++) {
            int[] clusters = kmeans.cluster(new double[6][4], k, Settings.of(kmeans, ""), RandomStream.of(1));
            int greatest = Arrays.stream(clusters).max().orElseThrow();
            assertTrue(clusters.length == 6 && greatest < k, Arrays.toString(clusters));
        }
    }

    @Test
    void impossibleNumbersOfClustersAreRefused() {
        for (int clusters : new int[] {0, 6}) {
            String sentence = assertThrows(
                            RefusedException.class,
                            () -> kmeans.cluster(noise(5), clusters, Settings.of(kmeans, ""), RandomStream.of(1)))
                    .getMessage();
            assertTrue(sentence.contains("1 to 5"), sentence);
        }
    }

    private static double[][] noise(int rows) {
        RandomStream random = RandomStream.of(2);
        return IntStream.range(0, rows)
                .mapToObj(i -> new double[] {random.uniform(), random.uniform(), random.uniform()})
                .toArray(double[][]::new);
    }

    private static double spread(double[][] rows, int[] clusters, int k) {
        double spread = 0;
        for (int cluster = 0; cluster < k; cluster++) {
            int wanted = cluster;
            int[] members = IntStream.range(0, rows.length)
                    .filter(i -> clusters[i] == wanted)
                    .toArray();
            for (int column = 0; column < rows[0].length; column++) {
                int at = column;
                double mean = Arrays.stream(members)
                        .mapToDouble(i -> rows[i][at])
                        .average()
                        .orElse(0);
                spread += Arrays.stream(members)
                        .mapToDouble(i -> Math.pow(rows[i][at] - mean, 2))
                        .sum();
            }
        }
        return spread;
    }
}
