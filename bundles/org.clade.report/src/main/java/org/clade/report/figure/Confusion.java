package org.clade.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.evaluation.EvaluatedRun;

/**
 * How many images of each class are in each cluster, where there are labels. The clusters stand in the order of the classes that
 * they match best: the one-to-one matching in which most images agree, as the accuracy has it.
 *
 * @param classes the classes, by number
 * @param clusters the clusters in the order of the columns: first those that match the classes, then the others
 * @param counts a row for each class, a column for each cluster in that order
 * @param matched for each cluster, by number, the class that it matches; -1 where there is none
 */
public record Confusion(int[] classes, int[] clusters, int[][] counts, int[] matched) {

    /**
     * Matches clusters with classes.
     *
     * @param all how many images of each class are in each cluster: a row for each class, a column for each cluster
     * @param k how many clusters there are
     * @param solver finds the best matching
     * @return the counts of the classes that have images
     */
    public static Confusion of(int[][] all, int k, AssignmentSolver solver) {
        int[] classes = IntStream.range(0, all.length)
                .filter(row -> Arrays.stream(all[row]).anyMatch(count -> count > 0))
                .toArray();
        int side = Math.max(classes.length, k);
        double[] cost = new double[side * side];
        int[][] counts = Arrays.stream(classes).mapToObj(row -> all[row]).toArray(int[][]::new);
        for (int row = 0; row < classes.length; row++) {
            for (int cluster = 0; cluster < k; cluster++) {
                cost[row * side + cluster] = -counts[row][cluster];
            }
        }
        int[] matching = solver.solve(cost, side, side);
        int[] order = Arrays.stream(matching).filter(cluster -> cluster < k).toArray();
        int[][] sorted = new int[classes.length][order.length];
        for (int row = 0; row < classes.length; row++) {
            for (int column = 0; column < order.length; column++) {
                sorted[row][column] = counts[row][order[column]];
            }
        }
        int[] matched = new int[k];
        Arrays.fill(matched, -1);
        for (int row = 0; row < classes.length; row++) {
            if (matching[row] < k) {
                matched[matching[row]] = classes[row];
            }
        }
        return new Confusion(classes, order, sorted, matched);
    }

    /** Writes {@code confusion.csv}: a row for each class, a column for each cluster. */
    void write(EvaluatedRun run, FigureFolder figures) {
        List<String> columns = new ArrayList<>(List.of("class"));
        Arrays.stream(clusters).forEach(cluster -> columns.add("cluster " + cluster));
        figures.numbers(
                "confusion.csv",
                columns,
                IntStream.range(0, classes.length)
                        .mapToObj(row -> {
                            List<Object> line = new ArrayList<>(List.of(ClassTitles.name(run, classes[row])));
                            Arrays.stream(counts[row]).forEach(line::add);
                            return line;
                        })
                        .toList());
    }
}
