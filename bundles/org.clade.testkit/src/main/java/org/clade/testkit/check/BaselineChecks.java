package org.clade.testkit.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;

/** What every classical clustering method promises: a cluster for each vector, by the vectors and the draws alone. */
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

    /** {@return the checks, none of them run yet} */
    public List<Check> list() {
        return List.of(
                new Check("groups that lie apart are found", this::apart),
                new Check("the draws decide and nothing else", this::repeatable),
                new Check("vectors are left as they are", this::untouched),
                new Check("one cluster takes all", this::single),
                new Check("as many clusters as vectors are made", () -> valid(groups(7), 7)),
                new Check("equal vectors are clustered", () -> valid(new double[9][4], 3)),
                new Check("numbers below zero are clustered or refused in words", this::below),
                new Check("impossible numbers of clusters are refused in words", this::impossible));
    }

    private void apart() {
        int[] clusters = valid(groups(60), GROUPS);
        for (int i = 0; i < clusters.length; i++) {
            ContractViolationException.unless(
                    clusters[i] == clusters[i % GROUPS],
                    "Vectors %s and %s are of one group, and are put into two clusters.",
                    i % GROUPS,
                    i);
        }
        ContractViolationException.unless(
                Arrays.stream(clusters).distinct().count() == GROUPS, "Groups that lie apart share a cluster.");
    }

    private void repeatable() {
        double[][] rows = noise(60);
        ContractViolationException.unless(
                Arrays.equals(valid(rows, 5), valid(rows, 5)), "The same vectors and draws gave two clusterings.");
    }

    private void untouched() {
        double[][] rows = noise(30);
        valid(rows, 4);
        ContractViolationException.unless(
                Arrays.deepEquals(rows, noise(30)), "The method changes the vectors that it was lent.");
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
            throw new ContractViolationException("%s clusters of 5 vectors are not refused.".formatted(clusters));
        }
    }

    private static void sentence(RefusedException refused) {
        ContractViolationException.unless(
                refused.getMessage().endsWith("."), "The refusal “%s” is no sentence.", refused.getMessage());
    }

    private int[] valid(double[][] rows, int clusters) {
        int[] found = baseline.cluster(rows, clusters, settings, RandomStream.of(8));
        ContractViolationException.unless(
                found.length == rows.length, "%s vectors have %s clusters to be in.", rows.length, found.length);
        for (int cluster : found) {
            ContractViolationException.unless(
                    cluster >= 0 && cluster < clusters,
                    "A vector is in cluster %s, and %s were asked for, counted from 0.",
                    cluster,
                    clusters);
        }
        return found;
    }

    /** Vectors whose large numbers stand at places of their group's. */
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
