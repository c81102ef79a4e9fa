package org.clade.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.random.RandomStream;
import org.clade.assignment.ShortestPathSolver;
import org.clade.golden.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClusterMetricsTest {

    private static final Map<String, ClusterMetric> METRICS = Map.of(
            "acc", new ClusteringAccuracy(new ShortestPathSolver()),
            "nmi_arithmetic", new ArithmeticNmi(),
            "nmi_geometric", new GeometricNmi(),
            "nmi_min", new MinimumNmi(),
            "nmi_max", new MaximumNmi(),
            "ari", new AdjustedRandIndex());

    @TestFactory
    Stream<DynamicTest> agreeWithTheReference() {
        Golden golden = Golden.load("metrics_pairs");
        return IntStream.range(0, golden.size("inputs.pairs")).boxed().flatMap(pair -> METRICS.entrySet().stream()
                .map(metric -> DynamicTest.dynamicTest(
                        metric.getKey() + ": " + golden.text("inputs.pairs." + pair + ".title"),
                        () -> golden.check(
                                "expected.pairs." + pair + "." + metric.getKey(),
                                metric.getValue()
                                        .score(
                                                golden.integers("inputs.pairs." + pair + ".true"),
                                                golden.integers("inputs.pairs." + pair + ".pred"))))));
    }

    @Test
    void namesOfClustersDoNotMatter() {
        RandomStream random = RandomStream.of(4);
        int[] truth = random.permutation(500);
        int[] clusters = random.permutation(500);
        for (int i = 0; i < 500; i++) {
            truth[i] %= 9;
            clusters[i] = (truth[i] + (random.chance(0.6) ? 0 : clusters[i])) % 12;
        }
        int[] names = random.permutation(12);
        int[] renamed = Arrays.stream(clusters).map(cluster -> names[cluster]).toArray();
        METRICS.forEach((name, metric) ->
                assertEquals(metric.score(truth, clusters), metric.score(truth, renamed), 1e-12, name));
    }

    @Test
    void sidesMayBeExchanged() {
        int[] one = {0, 0, 0, 1, 1, 2, 2, 2, 3, 3};
        int[] other = {0, 0, 1, 1, 1, 1, 0, 0, 1, 1};
        METRICS.forEach(
                (name, metric) -> assertEquals(metric.score(one, other), metric.score(other, one), 1e-12, name));
    }

    @Test
    void hundredThousandImagesDoNotOverflow() {
        int[] truth = IntStream.range(0, 100_000).map(i -> i % 200).toArray();
        int[] halves = IntStream.range(0, 100_000).map(i -> i % 200 / 2).toArray();
        assertEquals(0.5, METRICS.get("acc").score(truth, halves), 1e-12);
        // Together 200·500·499, in the clusters 100·1000·999: Hubert and Arabie's form with these sums.
        double both = 200.0 * 500 * 499;
        double groups = 100.0 * 1000 * 999;
        double chance = both * groups / (100_000.0 * 99_999);
        assertEquals(
                (both - chance) / ((both + groups) / 2 - chance),
                METRICS.get("ari").score(truth, halves),
                1e-12);
        assertEquals(1, METRICS.get("ari").score(truth, truth), 1e-12);
    }

    @Test
    void differentLengthsAreErrors() {
        METRICS.forEach((name, metric) -> {
            assertThrows(IllegalArgumentException.class, () -> metric.score(new int[2], new int[3]), name);
            assertThrows(IllegalArgumentException.class, () -> metric.score(new int[0], new int[0]), name);
        });
    }
}
