package org.clade.table.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.clade.api.metric.ClusterScores;
import org.clade.api.table.CellStatistic;
import org.clade.api.table.CellStatus;
import org.clade.api.table.TableCell;
import org.clade.api.table.TableScale;
import org.clade.table.SmallTable;
import org.junit.jupiter.api.Test;

class CellComparisonTest {

    private static List<TableCell> cells(TableScale scale, OptionalDouble tolerance, double... values) {
        return new CellComparison(SmallTable.TABLE, scale, tolerance, SmallTable.STATISTICS)
                .cells(SmallTable.OURS, SmallTable.COLUMN, runs(false, false, "", values));
    }

    private static CellRuns runs(boolean madeUp, boolean failed, String missing, double... values) {
        return new CellRuns(
                Arrays.stream(values)
                        .mapToObj(value -> new ClusterScores(Map.of("acc", value)))
                        .toList(),
                madeUp,
                failed,
                missing);
    }

    private static CellStatus full(double... values) {
        return cells(TableScale.FULL, OptionalDouble.empty(), values).get(0).status();
    }

    @Test
    void meanAndErrorAreThoseOfTheRuns() {
        List<TableCell> cells = cells(TableScale.FULL, OptionalDouble.empty(), 0.8, 0.9, 1.0);
        assertEquals(CellStatistic.MEAN, cells.get(0).statistic());
        assertEquals(0.9, cells.get(0).ours().orElseThrow(), 1e-12);
        assertEquals(0, cells.get(0).difference().orElseThrow(), 1e-12);
        assertEquals(3, cells.get(0).n());
        assertEquals(0.1 / Math.sqrt(3), cells.get(1).ours().orElseThrow(), 1e-12);
        assertEquals(0.1 / Math.sqrt(3) - 0.01, cells.get(1).difference().orElseThrow(), 1e-12);
    }

    @Test
    void aFullScheduleIsReproducedIfTheSpreadAllowsTheDifference() {
        assertEquals(CellStatus.REPRODUCED, full(0.904));
        assertEquals(CellStatus.WITHIN_TOLERANCE, full(0.915));
        assertEquals(CellStatus.OUTSIDE_TOLERANCE, full(0.93));
        // Two standard errors are 2 * hypot(0.0058, 0.01) = 0.023.
        assertEquals(CellStatus.REPRODUCED, full(0.91, 0.92, 0.93));
        assertEquals(CellStatus.OUTSIDE_TOLERANCE, full(0.92, 0.93, 0.94));
        assertEquals(CellStatus.WITHIN_TOLERANCE, full(0.91, 0.93), "two runs have no spread that counts");
    }

    @Test
    void aShortScheduleIsSaidAndNeverCalledReproduced() {
        assertEquals(
                CellStatus.SHORT_SCHEDULE,
                cells(TableScale.SHORT, OptionalDouble.empty(), 0.9).get(0).status());
        CellComparison tiny =
                new CellComparison(SmallTable.TABLE, TableScale.TINY, OptionalDouble.empty(), SmallTable.STATISTICS);
        assertEquals(
                "short schedule, made-up images",
                tiny.cells(SmallTable.OURS, SmallTable.COLUMN, runs(true, false, "", 0.9))
                        .get(0)
                        .statusWords());
    }

    @Test
    void whatIsMissingIsSaid() {
        CellComparison full =
                new CellComparison(SmallTable.TABLE, TableScale.FULL, OptionalDouble.empty(), SmallTable.STATISTICS);
        TableCell missing = full.cells(SmallTable.OURS, SmallTable.COLUMN, runs(false, false, "needs MNIST"))
                .get(0);
        assertEquals("not run: needs MNIST", missing.statusWords());
        assertEquals(0, missing.n());
        assertTrue(missing.ours().isEmpty());
        assertEquals(
                "failed",
                full.cells(SmallTable.OURS, SmallTable.COLUMN, runs(false, true, "--run runs it"))
                        .get(0)
                        .statusWords());
        List<TableCell> published =
                full.cells(SmallTable.THEIRS, SmallTable.COLUMN, new CellRuns(List.of(), false, false, ""));
        assertEquals(1, published.size(), "no error is published");
        assertEquals("as published", published.get(0).statusWords());
    }

    @Test
    void onlyAToleranceThatIsAskedForLeavesCellsOutside() {
        List<TableCell> cells = cells(TableScale.SHORT, OptionalDouble.empty(), 0.2);
        assertTrue(new CellComparison(SmallTable.TABLE, TableScale.SHORT, OptionalDouble.empty(), SmallTable.STATISTICS)
                .outside(cells)
                .isEmpty());
        assertEquals(
                1,
                new CellComparison(SmallTable.TABLE, TableScale.SHORT, OptionalDouble.of(0.5), SmallTable.STATISTICS)
                        .outside(cells)
                        .size());
        assertTrue(
                new CellComparison(SmallTable.TABLE, TableScale.SHORT, OptionalDouble.of(0.71), SmallTable.STATISTICS)
                        .outside(cells)
                        .isEmpty());
    }

    @Test
    void classicalMethodsHaveTheArithmeticNmi() {
        ClusterScores classical = new ClusterScores(Map.of("nmi", 0.4));
        assertEquals(0.4, CellRuns.value(classical, "nmi_geometric").orElseThrow());
        ClusterScores both = new ClusterScores(Map.of("nmi", 0.4, "nmi_geometric", 0.5));
        assertEquals(0.5, CellRuns.value(both, "nmi_geometric").orElseThrow());
    }
}
