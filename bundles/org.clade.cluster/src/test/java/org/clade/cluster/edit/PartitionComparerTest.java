package org.clade.cluster.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.cluster.RunComparison;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;
import org.clade.metric.AdjustedRandIndex;
import org.clade.metric.ArithmeticNmi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionComparerTest {

    @TempDir
    private Path folder;

    /** Tries all ways, for a few rows. */
    private static final AssignmentSolver SOLVER = (cost, rows, columns) -> best(cost, rows, columns, new int[0]);

    private static int[] best(double[] cost, int rows, int columns, int[] taken) {
        if (taken.length == rows) {
            return taken;
        }
        int[] best = null;
        for (int column = 0; column < columns; column++) {
            int free = column;
            if (IntStream.of(taken).noneMatch(other -> other == free)) {
                int[] one = IntStream.concat(IntStream.of(taken), IntStream.of(column))
                        .toArray();
                int[] whole = best(cost, rows, columns, one);
                if (best == null || sum(cost, columns, whole) < sum(cost, columns, best)) {
                    best = whole;
                }
            }
        }
        return best;
    }

    private static double sum(double[] cost, int columns, int[] chosen) {
        return IntStream.range(0, chosen.length)
                .mapToDouble(row -> cost[row * columns + chosen[row]])
                .sum();
    }

    private Path run(String name, List<String> images, int... clusters) throws Exception {
        Path run = Files.createDirectory(folder.resolve(name));
        Files.writeString(run.resolve("recipe.json"), "{\"variant~x\": {\"clusters\": 3}}");
        Files.writeString(
                run.resolve("assignments.csv"),
                IntStream.range(0, clusters.length)
                        .mapToObj(i -> "%s,%s,0.5,0".formatted(images.get(i), clusters[i]))
                        .collect(Collectors.joining("\n", "image,cluster,confidence,second_cluster\n", "\n")));
        return run;
    }

    private static RunComparison compare(Path first, Path second) {
        return new PartitionComparer(new AdjustedRandIndex(), new ArithmeticNmi(), SOLVER)
                .compare(first, second, false);
    }

    @Test
    void otherNumbersOfTheSameClustersAreNoMove() throws Exception {
        List<String> images = List.of("a", "b", "c", "d");
        RunComparison same = compare(run("x", images, 0, 0, 1, 2), run("y", images, 2, 2, 0, 1));
        assertEquals(0, same.moved());
        assertEquals(1, same.scores().get(ClusterScores.ARI).getAsDouble());
        assertEquals(1, same.scores().get(ClusterScores.NMI).getAsDouble(), 1e-12);
    }

    @Test
    void movesAreCountedOverTheImagesThatBothHave() throws Exception {
        Path first = run("x", List.of("a", "b", "c", "d", "e", "only"), 0, 0, 0, 1, 2, 2);
        Path second = run("y", List.of("e", "d", "c", "b", "a", "new", "other"), 1, 1, 1, 0, 0, 0, 0);
        RunComparison moved = compare(first, second);
        assertEquals(5, moved.images());
        assertEquals(1, moved.onlyFirst());
        assertEquals(2, moved.onlySecond());
        assertEquals(2, moved.moved());
        RunComparison.Destination zero = moved.clusters().get(0);
        assertEquals(List.of(new RunComparison.Share(0, 2), new RunComparison.Share(1, 1)), zero.to());
        assertEquals(0, zero.match());
        assertEquals(2, zero.kept());
        assertEquals(
                1, moved.clusters().stream().filter(each -> each.match() == -1).count(), "one of three has no match");
    }

    @Test
    void runsWithoutACommonImageAreRefused() throws Exception {
        Path first = run("x", List.of("a"), 0);
        Path second = run("y", List.of("b"), 0);
        assertThrows(RefusedException.class, () -> compare(first, second));
    }
}
