package org.clade.testkit.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;

/** The contract of classical clustering methods: a cluster for each vector, which depends only on the vectors and the draws. */
public final class BaselineChecks {

    private static final int GROUPS = 3;

    private final Baseline baseline;
    private final Settings settings;

    /**
     * The checks of a method.
     *
     * @param baseline the method
     * @param settings its options
     */
    public BaselineChecks(Baseline baseline, Settings settings) {
        this.baseline = baseline;
        this.settings = settings;
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        if (baseline.findsCount(settings)) {
            return List.of(
                    new Check("separate groups are found", this::apart),
                    new Check("only the draws are random", this::repeatable),
                    new Check("vectors stay unchanged", this::untouched),
                    new Check("numbers below zero are clustered or refused in words", this::below));
        }
        return List.of(
                new Check("separate groups are found", this::apart),
                new Check("only the draws are random", this::repeatable),
                new Check("vectors stay unchanged", this::untouched),
                new Check("one cluster takes all", this::single),
                new Check("there can be as many clusters as vectors", () -> valid(groups(7), 7)),
                new Check("equal vectors are clustered", () -> valid(new double[9][4], 3)),
                new Check("numbers below zero are clustered or refused in words", this::below),
                new Check("impossible numbers of clusters are refused in words", this::impossible));
    }

    private void apart() {
        int[] clusters = valid(groups(60), GROUPS);
        for (int i = 0; i < clusters.length; i++) {
            ContractViolationException.unless(
                    clusters[i] == clusters[i % GROUPS],
                    "Vectors %s and %s belong to one group but get different clusters.",
                    i % GROUPS,
                    i);
        }
        ContractViolationException.unless(
                Arrays.stream(clusters).distinct().count() == GROUPS, "Separate groups share a cluster.");
    }

    private void repeatable() {
        double[][] rows = noise(60);
        ContractViolationException.unless(
                Arrays.equals(valid(rows, 5), valid(rows, 5)), "The same vectors and draws gave two clusterings.");
    }

    private void untouched() {
        double[][] rows = noise(30);
        valid(rows, 4);
        ContractViolationException.unless(Arrays.deepEquals(rows, noise(30)), "The method changes its input vectors.");
    }

    private void single() {
        valid(noise(12), 1);
    }

    private void below() {
        double[][] rows = groups(12);
        for (double[] row : rows) {
            row[0] -= 1;
        }
        try {
            valid(rows, GROUPS);
        } catch (RefusedException e) {
            sentence(e);
        }
    }

    private void impossible() {
        for (int clusters : new int[] {0, 6}) {
            try {
                valid(noise(5), clusters);
            } catch (RefusedException e) {
                sentence(e);
                continue;
            }
            throw new ContractViolationException("It does not refuse %s clusters for 5 vectors.".formatted(clusters));
        }
    }

    private static void sentence(RefusedException refused) {
        ContractViolationException.unless(
                refused.getMessage().endsWith("."), "The message “%s” is not a sentence.", refused.getMessage());
    }

    private int[] valid(double[][] rows, int clusters) {
        int[] found =
                baseline.cluster(rows, baseline.findsCount(settings) ? 0 : clusters, settings, RandomStream.of(8));
        ContractViolationException.unless(
                found.length == rows.length, "%s vectors get %s cluster numbers.", rows.length, found.length);
        for (int cluster : found) {
            ContractViolationException.unless(
                    baseline.findsCount(settings)
                            ? cluster >= Baseline.NOISE && cluster < rows.length
                            : cluster >= 0 && cluster < clusters,
                    "A vector is in cluster %s, but the clusters are numbered from 0 and there are %s.",
                    cluster,
                    clusters);
        }
        return found;
    }

    /** Vectors whose large numbers are at the positions of their group. */
    private static double[][] groups(int vectors) {
        RandomStream random = RandomStream.of(2);
        return IntStream.range(0, vectors)
                .mapToObj(i -> IntStream.range(0, 4 * GROUPS)
                        .mapToDouble(at -> random.uniform() * 0.2 + (at / 4 == i % GROUPS ? 0.8 : 0))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[][] noise(int vectors) {
        RandomStream random = RandomStream.of(3);
        return IntStream.range(0, vectors)
                .mapToObj(i -> IntStream.range(0, 6)
                        .mapToDouble(at -> random.uniform())
                        .toArray())
                .toArray(double[][]::new);
    }
}
