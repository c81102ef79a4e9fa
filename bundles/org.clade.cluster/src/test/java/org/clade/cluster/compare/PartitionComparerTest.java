package org.clade.cluster.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.cluster.ComparisonRequest;
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
        return compare(first, second, OptionalInt.empty());
    }

    private static RunComparison compare(Path first, Path second, OptionalInt k) {
        return new PartitionComparer(new AdjustedRandIndex(), new ArithmeticNmi(), SOLVER, new VectorFiles())
                .compare(new ComparisonRequest(first, second, false, k, 1));
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
        assertEquals(
                List.of(new RunComparison.Move(0, 1, 1, List.of("c")), new RunComparison.Move(2, 1, 1, List.of("e"))),
                moved.moves());
    }

    @Test
    void runsWithoutACommonImageAreRefused() throws Exception {
        Path first = run("x", List.of("a"), 0);
        Path second = run("y", List.of("b"), 0);
        assertThrows(RefusedException.class, () -> compare(first, second));
    }

    @Test
    void aTableOfClustersNeedsNoRun() throws Exception {
        Path table = Files.writeString(folder.resolve("groups.csv"), "cluster,image\n7,a\n7,b\n2,c\n,d\n");
        RunComparison compared = compare(run("x", List.of("a", "b", "c", "d"), 0, 0, 1, 1), table);
        assertEquals(0, compared.moved());
        assertEquals(1, compared.onlyFirst(), "an image without a cluster");

        Path twice = Files.writeString(folder.resolve("twice.csv"), "image,cluster\na,1\na,2\n");
        assertTrue(assertThrows(RefusedException.class, () -> compare(table, twice))
                .getMessage()
                .contains("names image “a” twice"));
        Path word = Files.writeString(folder.resolve("word.csv"), "image,cluster\na,1\nb,hats\n");
        assertTrue(assertThrows(RefusedException.class, () -> compare(table, word))
                .getMessage()
                .startsWith("Row 2 of "));
    }

    @Test
    void vectorsAreGroupedIntoAsManyClustersAsTheOtherSideHas() throws Exception {
        Path vectors = Files.writeString(folder.resolve("vectors.npy"), "0 0 1 9 9");
        Path table = Files.writeString(folder.resolve("t.csv"), "image,cluster\n0,1\n1,1\n2,1\n3,0\n4,0\n");
        RunComparison compared = compare(vectors, table);
        assertEquals(0, compared.moved());
        assertEquals(1, compared.scores().get(ClusterScores.ARI).getAsDouble());

        Path others = Files.writeString(folder.resolve("others.npy"), "5 5 5 5 -5");
        assertTrue(assertThrows(RefusedException.class, () -> compare(vectors, others))
                .getMessage()
                .contains("--k 10"));
        assertEquals(2, compare(vectors, others, OptionalInt.of(2)).clusters().size());
        assertThrows(RefusedException.class, () -> compare(vectors, others, OptionalInt.of(6)));
    }
}
