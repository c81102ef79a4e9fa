package org.clade.testkit.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.random.RandomStream;

/** The contract of scores against classes: 1 for a perfect clustering, with any names of clusters. */
public final class ClusterMetricChecks {

    private static final int[] TRUTH = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3};
    private static final int[] RENAMED = {2, 2, 2, 0, 0, 0, 3, 3, 3, 3, 1, 1};
    private static final int[] MIXED = {0, 0, 1, 1, 1, 2, 2, 2, 3, 2, 3, 0};

    private static final double TOLERANCE = 1e-9;

    private final ClusterMetric metric;

    /**
     * The checks of a metric.
     *
     * @param metric the metric
     */
    public ClusterMetricChecks(ClusterMetric metric) {
        this.metric = metric;
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        return List.of(
                new Check("a perfect clustering scores 1", this::perfect),
                new Check("names of clusters do not matter", this::renamed),
                new Check("order of images does not matter", this::reordered),
                new Check("too few and too many clusters are scored", this::uneven),
                new Check("labels stay unchanged", this::untouched));
    }

    private void perfect() {
        near(1, metric.score(TRUTH, TRUTH), "Classes against themselves score %2$s.");
        near(1, metric.score(TRUTH, RENAMED), "Classes under other names score %2$s.");
    }

    private void renamed() {
        int[] names = {3, 1, 0, 2};
        int[] other = IntStream.of(MIXED).map(cluster -> names[cluster]).toArray();
        near(metric.score(TRUTH, MIXED), metric.score(TRUTH, other), "Renamed clusters score %2$s instead of %1$s.");
    }

    private void reordered() {
        int[] order = RandomStream.of(1).permutation(TRUTH.length);
        int[] truth = IntStream.of(order).map(i -> TRUTH[i]).toArray();
        int[] mixed = IntStream.of(order).map(i -> MIXED[i]).toArray();
        near(metric.score(TRUTH, MIXED), metric.score(truth, mixed), "Reordered images score %2$s instead of %1$s.");
    }

    private void uneven() {
        int[] one = new int[TRUTH.length];
        int[] each = IntStream.range(0, TRUTH.length).toArray();
        for (int[] clusters : List.of(one, each)) {
            double score = metric.score(TRUTH, clusters);
            ContractViolationException.unless(
                    Double.isFinite(score) && score <= 1 + TOLERANCE,
                    "%s clusters of %s classes score %s.",
                    IntStream.of(clusters).distinct().count(),
                    4,
                    score);
        }
        ContractViolationException.unless(
                Double.isFinite(metric.score(new int[] {0}, new int[] {0})), "A single image has no finite score.");
    }

    private void untouched() {
        int[] truth = TRUTH.clone();
        int[] clusters = MIXED.clone();
        metric.score(truth, clusters);
        ContractViolationException.unless(
                Arrays.equals(truth, TRUTH) && Arrays.equals(clusters, MIXED), "The metric changes its input labels.");
    }

    private static void near(double expected, double actual, String sentence) {
        ContractViolationException.unless(Math.abs(expected - actual) <= TOLERANCE, sentence, expected, actual);
    }
}
