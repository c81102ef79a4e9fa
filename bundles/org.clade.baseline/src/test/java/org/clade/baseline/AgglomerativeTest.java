package org.clade.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.testkit.BaselineContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgglomerativeTest implements BaselineContract {

    @Override
    public Baseline part() {
        return new Agglomerative(engine());
    }

    @Override
    public List<String> settings() {
        return List.of("", "linkage=average", "linkage=complete");
    }

    /** The tree from nearest-neighbor chains equals the tree from always merging the two nearest clusters. */
    @ParameterizedTest
    @EnumSource
    void mergesTheNearestTwo(Linkage linkage) {
        double[][] rows = noise(80);
        for (int clusters : new int[] {2, 5, 13, 40, 79}) {
            Settings settings = Settings.of(part(), "linkage=" + linkage.name().toLowerCase(java.util.Locale.ROOT));
            int[] found = part().cluster(rows, clusters, settings, RandomStream.of(1));
            assertArrayEquals(byDefinition(rows, clusters, linkage), found, linkage + " to " + clusters);
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryIsRefused() {
        Agglomerative.checkMemory(10_000, 1_000_000_000);
        RefusedException refused =
                assertThrows(RefusedException.class, () -> Agglomerative.checkMemory(70_000, 5_000_000_000L));
        assertTrue(refused.getMessage().contains("9.8 GB for 70000 images"), refused.getMessage());
        assertTrue(refused.getMessage().contains("--limit 44700"), refused.getMessage());
        assertTrue(refused.getMessage().contains("-Xmx14g"), refused.getMessage());
    }

    private static int[] byDefinition(double[][] rows, int clusters, Linkage linkage) {
        List<List<Integer>> left = new ArrayList<>();
        IntStream.range(0, rows.length).forEach(i -> left.add(new ArrayList<>(List.of(i))));
        while (left.size() > clusters) {
            int first = 0;
            int second = 1;
            double least = Double.POSITIVE_INFINITY;
            for (int a = 0; a < left.size(); a++) {
                for (int b = a + 1; b < left.size(); b++) {
                    double apart = apart(rows, left.get(a), left.get(b), linkage);
                    if (apart < least) {
                        least = apart;
                        first = a;
                        second = b;
                    }
                }
            }
            left.get(first).addAll(left.remove(second));
        }
        int[] found = new int[rows.length];
        for (int cluster = 0; cluster < left.size(); cluster++) {
            for (int i : left.get(cluster)) {
                found[i] = cluster;
            }
        }
        return found;
    }

    private static double apart(double[][] rows, List<Integer> a, List<Integer> b, Linkage linkage) {
        if (linkage == Linkage.WARD) {
            List<Integer> both = new ArrayList<>(a);
            both.addAll(b);
            return spread(rows, both) - spread(rows, a) - spread(rows, b);
        }
        double[] distances = a.stream()
                .flatMapToDouble(i -> b.stream().mapToDouble(j -> Math.sqrt(squared(rows[i], rows[j]))))
                .toArray();
        return linkage == Linkage.AVERAGE
                ? IntStream.range(0, distances.length)
                        .mapToDouble(i -> distances[i])
                        .average()
                        .orElseThrow()
                : IntStream.range(0, distances.length)
                        .mapToDouble(i -> distances[i])
                        .max()
                        .orElseThrow();
    }

    /** The sum of squared distances to the mean equals that of all pairs divided by twice the number of vectors. */
    private static double spread(double[][] rows, List<Integer> members) {
        double sum = 0;
        for (int i : members) {
            for (int j : members) {
                sum += squared(rows[i], rows[j]);
            }
        }
        return sum / (2 * members.size());
    }

    private static double squared(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(at -> Math.pow(a[at] - b[at], 2))
                .sum();
    }

    private static double[][] noise(int rows) {
        RandomStream random = RandomStream.of(4);
        return IntStream.range(0, rows)
                .mapToObj(i -> new double[] {random.uniform(), random.uniform(), random.uniform()})
                .toArray(double[][]::new);
    }
}
