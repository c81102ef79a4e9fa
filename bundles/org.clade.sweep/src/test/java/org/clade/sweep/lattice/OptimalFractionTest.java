package org.clade.sweep.lattice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clade.api.variant.LatticeFactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimalFractionTest {

    private static MainEffectsModel model(int... levels) {
        List<LatticeFactor> factors = new ArrayList<>();
        for (int count : levels) {
            factors.add(new LatticeFactor(
                    "f" + factors.size(), List.of("a", "b", "c").subList(0, count)));
        }
        return new MainEffectsModel(factors);
    }

    private static List<List<Integer>> all(int... levels) {
        List<List<Integer>> points = List.of(List.of());
        for (int count : levels) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> point : points) {
                for (int level = 0; level < count; level++) {
                    List<Integer> more = new ArrayList<>(point);
                    more.add(level);
                    longer.add(more);
                }
            }
            points = longer;
        }
        return points;
    }

    private static double[][] rows(MainEffectsModel model, List<List<Integer>> points) {
        return points.stream().map(model::contrasts).toArray(double[][]::new);
    }

    private static double efficiency(double[][] rows, int... chosen) {
        return OptimalFraction.efficiency(
                Arrays.stream(chosen).mapToObj(i -> rows[i]).toList());
    }

    /** Orthogonal fractions exist: 2^(3-1), 2^(4-1), Plackett and Burman's twelve runs, 3^(3-1). */
    @ParameterizedTest
    @CsvSource({"2 2 2,4", "2 2 2 2,8", "2 2 2 2 2 2,12", "3 3 3,9"})
    void orthogonalFractionsAreFound(String counts, int runs) {
        int[] levels =
                Arrays.stream(counts.split(" ")).mapToInt(Integer::parseInt).toArray();
        double[][] rows = rows(model(levels), all(levels));
        int[] chosen = OptimalFraction.of(rows, runs);
        assertEquals(runs, Arrays.stream(chosen).distinct().count());
        assertEquals(0, chosen[0], "the variant itself belongs to it");
        assertEquals(1, efficiency(rows, chosen), 1e-9);
    }

    @Test
    void illegalCombinationsCostEfficiencyOnly() {
        List<List<Integer>> legal = new ArrayList<>(all(2, 2, 2, 2));
        legal.removeIf(point -> point.get(0) == 1 && point.get(1) == 0);
        double[][] rows = rows(model(2, 2, 2, 2), legal);
        int[] chosen = OptimalFraction.of(rows, 6);
        double efficiency = efficiency(rows, chosen);
        assertTrue(efficiency > 0.7 && efficiency < 1, () -> String.valueOf(efficiency));
        assertArrayEquals(chosen, OptimalFraction.of(rows, 6), "the choice is the same each time");
    }

    @Test
    void aModelHasAColumnForEachOtherLevel() {
        MainEffectsModel model = model(2, 3);
        assertEquals(4, model.columns());
        assertArrayEquals(new double[] {1, 1, 0, 1}, model.treatment(List.of(1, 2)));
        assertArrayEquals(new double[] {1, 0, 0, 0}, model.treatment(List.of(0, 0)));
    }
}
