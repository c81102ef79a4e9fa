package org.clade.cluster.edit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.cluster.RunComparer;
import org.clade.api.cluster.RunComparison;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compares the files of two runs. */
@Component
public final class PartitionComparer implements RunComparer {

    /** Clusters of images by name. */
    private record Side(Map<String, Integer> clusters, SortedMap<Integer, String> names) {}

    private final ClusterMetric ari;
    private final ClusterMetric nmi;
    private final AssignmentSolver solver;

    /** Made by Declarative Services. */
    @Activate
    public PartitionComparer(
            @Reference(target = "(clade.id=ari)") ClusterMetric ari,
            @Reference(target = "(clade.id=nmi)") ClusterMetric nmi,
            @Reference AssignmentSolver solver) {
        this.ari = ari;
        this.nmi = nmi;
        this.solver = solver;
    }

    @Override
    public RunComparison compare(Path first, Path second, boolean edited) {
        Side one = side(first, edited);
        Side other = side(second, edited);
        List<String> both = one.clusters().keySet().stream()
                .filter(other.clusters()::containsKey)
                .toList();
        if (both.isEmpty()) {
            throw new RefusedException("Runs %s and %s have no image in common; compare runs on the same images."
                    .formatted(first, second));
        }
        int[] left = both.stream().mapToInt(one.clusters()::get).toArray();
        int[] right = both.stream().mapToInt(other.clusters()::get).toArray();
        List<RunComparison.Destination> destinations = destinations(left, right, one.names());
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put(ClusterScores.NMI, nmi.score(left, right));
        scores.put(ClusterScores.ARI, ari.score(left, right));
        return new RunComparison(
                first.toString(),
                second.toString(),
                both.size(),
                one.clusters().size() - both.size(),
                other.clusters().size() - both.size(),
                new ClusterScores(scores),
                both.size()
                        - destinations.stream()
                                .mapToInt(RunComparison.Destination::kept)
                                .sum(),
                destinations);
    }

    private static Side side(Path run, boolean edited) {
        EditedRun read = EditedRun.read(run);
        ClusterState state =
                edited ? read.state() : new ClusterState(read.k(), read.table().clusters());
        Map<String, Integer> clusters = new LinkedHashMap<>();
        for (int i = 0; i < state.clusters().length; i++) {
            if (state.clusters()[i] != ClusterEdits.DROPPED) {
                clusters.put(read.table().images().get(i), state.clusters()[i]);
            }
        }
        return new Side(clusters, state.names());
    }

    private List<RunComparison.Destination> destinations(int[] left, int[] right, SortedMap<Integer, String> names) {
        int[] rows = IntStream.of(left).distinct().sorted().toArray();
        int[] columns = IntStream.of(right).distinct().sorted().toArray();
        int[][] counts = new int[rows.length][columns.length];
        for (int i = 0; i < left.length; i++) {
            counts[Arrays.binarySearch(rows, left[i])][Arrays.binarySearch(columns, right[i])]++;
        }
        Map<Integer, Integer> matches = matches(counts, rows.length, columns.length);
        List<RunComparison.Destination> destinations = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            int[] own = counts[row];
            int match = matches.getOrDefault(row, -1);
            destinations.add(new RunComparison.Destination(
                    rows[row],
                    names.getOrDefault(rows[row], ""),
                    IntStream.of(own).sum(),
                    match < 0 ? -1 : columns[match],
                    match < 0 ? 0 : own[match],
                    IntStream.range(0, columns.length)
                            .filter(column -> own[column] > 0)
                            .boxed()
                            .sorted(Comparator.comparingInt((Integer column) -> -own[column])
                                    .thenComparing(Comparator.naturalOrder()))
                            .map(column -> new RunComparison.Share(columns[column], own[column]))
                            .toList()));
        }
        return destinations;
    }

    /** {@return for each row the column that it is matched with; rows that are too many have none} */
    private Map<Integer, Integer> matches(int[][] counts, int rows, int columns) {
        int wide = Math.max(rows, columns); // the solver wants at least as many columns as rows
        double[] cost = new double[rows * wide];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                cost[row * wide + column] = -counts[row][column];
            }
        }
        int[] solved = solver.solve(cost, rows, wide);
        Map<Integer, Integer> matches = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            if (solved[row] < columns) {
                matches.put(row, solved[row]);
            }
        }
        return matches;
    }
}
