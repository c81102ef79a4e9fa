package org.clade.assignment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.random.RandomStream;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestPathSolverTest {

    private final AssignmentSolver solver = new ShortestPathSolver();

    @ParameterizedTest
    @ValueSource(strings = {"assignment_dense_8", "assignment_dense_16", "assignment_dense_128"})
    void solvesDenseProblems(String name) {
        Golden golden = Golden.load(name);
        int n = (int) golden.number("params.n");
        double[] cost = golden.numbers("inputs.cost_matrix");
        int[] columns = solver.solve(cost, n, n);
        golden.check("expected.cost", total(cost, n, columns));
        if (golden.has("expected.row_to_column")) {
            assertArrayEquals(golden.integers("expected.row_to_column"), columns);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mmdc_assignment_8__euclidean",
                "mmdc_assignment_8__squared",
                "mmdc_assignment_16__euclidean",
                "mmdc_assignment_16__squared",
                "mmdc_assignment_128__euclidean",
                "mmdc_assignment_128__squared"
            })
    void assignsImagesToRepeatedTargets(String name) {
        Golden golden = Golden.load(name);
        int n = (int) golden.number("params.n");
        int k = (int) golden.number("params.K");
        double[] embeddings = golden.numbers("inputs.embeddings");
        int[] component = golden.integers("inputs.target_component");
        boolean squared = golden.text("params.cost").equals("squared");
        double[] cost = new double[n * n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double sum = 0;
                for (int j = 0; j < k; j++) {
                    double difference = embeddings[row * k + j] - (component[column] == j ? 1 : 0);
                    sum += difference * difference;
                }
                cost[row * n + column] = squared ? sum : Math.sqrt(sum);
            }
        }
        int[] columns = solver.solve(cost, n, n);
        golden.check("expected.cost", total(cost, n, columns));
        int[] components =
                Arrays.stream(columns).map(column -> component[column]).toArray();
        assertArrayEquals(golden.integers("expected.image_component"), components);
    }

    @Test
    void agreesWithEnumerationOnSmallProblems() {
        RandomStream random = RandomStream.of(1);
        for (int trial = 0; trial < 2000; trial++) {
            int rows = 1 + random.below(5);
            int columns = rows + random.below(3);
            // Few distinct values give ties and equal columns; they may be negative.
            int values = random.chance(0.5) ? 3 : 1000;
            double[] cost = IntStream.range(0, rows * columns)
                    .mapToDouble(i -> random.below(values) - values / 2)
                    .toArray();
            int[] solution = solver.solve(cost, rows, columns);
            assertEquals(
                    least(cost, columns, rows, 0, new boolean[columns]),
                    total(cost, columns, solution),
                    1e-9,
                    () -> rows + "×" + columns + " " + Arrays.toString(cost));
        }
    }

    @Test
    void agreesWithTheSameProblemWithoutEqualColumns() {
        RandomStream random = RandomStream.of(2);
        int n = 60;
        int k = 7;
        double[] repeated = new double[n * n];
        double[] distinct = new double[n * n];
        for (int row = 0; row < n; row++) {
            double[] own =
                    IntStream.range(0, k).mapToDouble(i -> random.uniform()).toArray();
            for (int column = 0; column < n; column++) {
                repeated[row * n + column] = own[column % k];
                distinct[row * n + column] = own[column % k] + 1e-13 * column;
            }
        }
        assertEquals(
                total(repeated, n, solver.solve(repeated, n, n)),
                total(repeated, n, solver.solve(distinct, n, n)),
                1e-9);
    }

    @Test
    void equalCostsGoInOrder() {
        assertArrayEquals(new int[] {0, 1, 2}, solver.solve(new double[12], 3, 4));
    }

    @Test
    void repeatsItself() {
        RandomStream random = RandomStream.of(3);
        double[] cost =
                IntStream.range(0, 50 * 70).mapToDouble(i -> random.below(4)).toArray();
        assertArrayEquals(solver.solve(cost, 50, 70), solver.solve(cost, 50, 70));
    }

    @Test
    void noRowsNeedNoColumns() {
        assertArrayEquals(new int[0], solver.solve(new double[0], 0, 3));
        assertArrayEquals(new int[0], solver.solve(new double[0], 0, 0));
    }

    @Test
    void otherFormsAreErrors() {
        assertThrows(IllegalArgumentException.class, () -> solver.solve(new double[6], 3, 2));
        assertThrows(IllegalArgumentException.class, () -> solver.solve(new double[5], 2, 3));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> solver.solve(new double[] {1, 2, 3, Double.NaN}, 2, 2))
                .getMessage();
        assertTrue(message.contains("row 1, column 1"), message);
    }

    private static double least(double[] cost, int columns, int rows, int row, boolean[] taken) {
        if (row == rows) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int column = 0; column < columns; column++) {
            if (!taken[column]) {
                taken[column] = true;
                least = Math.min(least, cost[row * columns + column] + least(cost, columns, rows, row + 1, taken));
                taken[column] = false;
            }
        }
        return least;
    }

    private static double total(double[] cost, int columns, int[] solution) {
        assertEquals(solution.length, Arrays.stream(solution).distinct().count(), "every row has a column of its own");
        return IntStream.range(0, solution.length)
                .mapToDouble(row -> cost[row * columns + solution[row]])
                .sum();
    }
}
