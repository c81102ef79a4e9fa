package org.clade.cluster.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.cluster.ComparisonRequest;
import org.clade.api.cluster.RunComparer;
import org.clade.api.cluster.RunComparison;
import org.clade.api.data.DataService;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;
import org.clade.cluster.edit.RunPartition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compares two partitions of the same images. */
@Component
public final class PartitionComparer implements RunComparer {

    private static final int MOST_MOVES = 200;
    private static final int EXAMPLES = 12;

    private final ClusterMetric ari;
    private final ClusterMetric nmi;
    private final AssignmentSolver solver;
    private final DataService data;

    /** Made by Declarative Services. */
    @Activate
    public PartitionComparer(
            @Reference(target = "(clade.id=ari)") ClusterMetric ari,
            @Reference(target = "(clade.id=nmi)") ClusterMetric nmi,
            @Reference AssignmentSolver solver,
            @Reference DataService data) {
        this.ari = ari;
        this.nmi = nmi;
        this.solver = solver;
        this.data = data;
    }

    @Override
    public RunComparison compare(ComparisonRequest request) {
        PartitionReader reader = new PartitionReader(data, request);
        RunPartition one = side(reader, request.first(), request.second());
        RunPartition other = side(reader, request.second(), request.first());
        List<String> both = one.clusters().keySet().stream()
                .filter(other.clusters()::containsKey)
                .toList();
        if (both.isEmpty()) {
            throw new RefusedException(
                    "%s and %s have no image in common (%s is in the first, %s in the second); compare results on the same images."
                            .formatted(request.first(), request.second(), example(one), example(other)));
        }
        int[] left = both.stream().mapToInt(one.clusters()::get).toArray();
        int[] right = both.stream().mapToInt(other.clusters()::get).toArray();
        List<RunComparison.Destination> destinations = destinations(left, right, one.names());
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put(ClusterScores.NMI, nmi.score(left, right));
        scores.put(ClusterScores.ARI, ari.score(left, right));
        return new RunComparison(
                request.first().toString(),
                request.second().toString(),
                both.size(),
                one.clusters().size() - both.size(),
                other.clusters().size() - both.size(),
                new ClusterScores(scores),
                both.size()
                        - destinations.stream()
                                .mapToInt(RunComparison.Destination::kept)
                                .sum(),
                destinations,
                moves(both, left, right, destinations));
    }

    private static String example(RunPartition partition) {
        return partition.clusters().keySet().stream()
                .findFirst()
                .map(image -> "“" + image + "”")
                .orElse("none");
    }

    private static RunPartition side(PartitionReader reader, Path side, Path other) {
        if (!PartitionReader.isVectors(side)) {
            return reader.partition(side);
        }
        OptionalInt clusters = PartitionReader.isVectors(other)
                ? OptionalInt.empty()
                : OptionalInt.of((int) reader.partition(other).clusters().values().stream()
                        .distinct()
                        .count());
        return reader.groups(side, clusters);
    }

    private static List<RunComparison.Move> moves(
            List<String> images, int[] left, int[] right, List<RunComparison.Destination> destinations) {
        Map<Integer, Integer> matches = destinations.stream()
                .collect(Collectors.toMap(RunComparison.Destination::cluster, RunComparison.Destination::match));
        Map<List<Integer>, List<String>> moved = IntStream.range(0, left.length)
                .filter(i -> matches.get(left[i]) != right[i])
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> List.of(left[i], right[i]),
                        LinkedHashMap::new,
                        Collectors.mapping(images::get, Collectors.toList())));
        return moved.entrySet().stream()
                .sorted(Comparator.comparingInt(move -> -move.getValue().size()))
                .limit(MOST_MOVES)
                .map(move -> new RunComparison.Move(
                        move.getKey().get(0),
                        move.getKey().get(1),
                        move.getValue().size(),
                        move.getValue()
                                .subList(0, Math.min(EXAMPLES, move.getValue().size()))))
                .toList();
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
