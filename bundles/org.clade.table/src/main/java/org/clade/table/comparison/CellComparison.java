package org.clade.table.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clade.api.statistics.RunStatistics;
import org.clade.api.statistics.VariantStatistics;
import org.clade.api.table.CellStatistic;
import org.clade.api.table.CellStatus;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableCell;
import org.clade.api.table.TableColumn;
import org.clade.api.table.TableMetric;
import org.clade.api.table.TableRow;
import org.clade.api.table.TableScale;

/** Compares our numbers with the published ones. */
public final class CellComparison {

    /** The largest difference that counts as none, whatever the spread. */
    private static final double SAME = 0.005;

    /** The tolerance if none is asked for. */
    private static final double TOLERANCE = 0.02;

    /** What differences of decimal fractions leave. */
    private static final double ROUNDING = 1e-9;

    /** The spread of fewer runs says nothing. */
    private static final int SPREAD_FROM = 3;

    private static final double STANDARD_ERRORS = 2;

    private final PaperTable table;
    private final TableScale scale;
    private final OptionalDouble tolerance;
    private final RunStatistics statistics;

    /**
     * A comparison.
     *
     * @param table the table
     * @param scale how long runs were
     * @param tolerance the largest difference asked for; empty if none is
     * @param statistics summarizes the scores of several runs
     */
    public CellComparison(PaperTable table, TableScale scale, OptionalDouble tolerance, RunStatistics statistics) {
        this.table = table;
        this.scale = scale;
        this.tolerance = tolerance;
        this.statistics = statistics;
    }

    /**
     * The cells of a row in a column.
     *
     * @param row the row
     * @param column the column
     * @param runs its runs
     * @return a cell for each metric and statistic; only the first statistic if the paper has no number of the others
     */
    public List<TableCell> cells(TableRow row, TableColumn column, CellRuns runs) {
        boolean ours = row.recipes().containsKey(column.id());
        List<TableCell> cells = new ArrayList<>();
        for (int place = 0; place < table.statistics().size(); place++) {
            boolean shown = ours && (place == 0 || published(row, column, place));
            for (TableMetric metric : table.metrics()) {
                if (shown || row.published(column.id(), metric.id(), place).isPresent()) {
                    cells.add(cell(row, column, metric, place, runs, ours));
                }
            }
        }
        return cells;
    }

    private static double size(double difference) {
        return Math.abs(difference) - ROUNDING;
    }

    private boolean published(TableRow row, TableColumn column, int place) {
        return table.metrics().stream().anyMatch(metric -> row.published(column.id(), metric.id(), place)
                .isPresent());
    }

    /** {@return the cells that differ by more than the tolerance that was asked for; none if none was} */
    public List<TableCell> outside(List<TableCell> cells) {
        return cells.stream()
                .filter(cell -> tolerance.isPresent()
                        && cell.statistic().ofScores()
                        && cell.difference().isPresent()
                        && size(cell.difference().getAsDouble()) > tolerance.getAsDouble())
                .toList();
    }

    private TableCell cell(
            TableRow row, TableColumn column, TableMetric metric, int place, CellRuns runs, boolean ours) {
        CellStatistic statistic = table.statistics().get(place);
        Optional<VariantStatistics.Scores> values = values(runs, metric);
        OptionalDouble number = values.map(scores -> number(scores, statistic)).orElse(OptionalDouble.empty());
        OptionalDouble theirs = row.published(column.id(), metric.id(), place);
        double spread = values.map(scores -> spread(row, column, metric, statistic, scores))
                .orElse(0.0);
        CellStatus status =
                ours ? status(statistic, number, theirs, runs, spread, values.isPresent()) : CellStatus.AS_PUBLISHED;
        return new TableCell(
                row.title(),
                column.title(),
                metric.title(),
                statistic,
                number,
                theirs,
                values.map(VariantStatistics.Scores::n).orElse(0),
                status,
                status == CellStatus.NOT_RUN ? runs.missing() : "");
    }

    private Optional<VariantStatistics.Scores> values(CellRuns runs, TableMetric metric) {
        double[] values = runs.scores().stream()
                .map(scores -> CellRuns.value(scores, metric.id()))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(statistics.scores(values));
    }

    private static OptionalDouble number(VariantStatistics.Scores values, CellStatistic statistic) {
        return switch (statistic) {
            case BEST -> OptionalDouble.of(values.best());
            case MEAN -> OptionalDouble.of(values.mean());
            case DEVIATION -> values.deviation();
            case ERROR -> values.error();
        };
    }

    private CellStatus status(
            CellStatistic statistic,
            OptionalDouble ours,
            OptionalDouble theirs,
            CellRuns runs,
            double spread,
            boolean any) {
        if (!any) {
            return runs.failed() ? CellStatus.FAILED : CellStatus.NOT_RUN;
        }
        if (runs.madeUp()) {
            return CellStatus.MADE_UP;
        }
        if (theirs.isEmpty()) {
            return CellStatus.NOT_PUBLISHED;
        }
        if (scale != TableScale.FULL || ours.isEmpty()) {
            return CellStatus.SHORT_SCHEDULE;
        }
        double difference = size(ours.getAsDouble() - theirs.getAsDouble());
        if (!statistic.ofScores()) {
            return difference <= TOLERANCE ? CellStatus.WITHIN_TOLERANCE : CellStatus.OUTSIDE_TOLERANCE;
        }
        if (difference <= Math.max(SAME, spread)) {
            return CellStatus.REPRODUCED;
        }
        return difference <= tolerance.orElse(TOLERANCE) ? CellStatus.WITHIN_TOLERANCE : CellStatus.OUTSIDE_TOLERANCE;
    }

    /** {@return by how much equal methods may differ: two standard errors of a mean's difference, a deviation for the best; 0 if unknown} */
    private double spread(
            TableRow row,
            TableColumn column,
            TableMetric metric,
            CellStatistic statistic,
            VariantStatistics.Scores values) {
        if (values.n() < SPREAD_FROM) {
            return 0;
        }
        if (statistic == CellStatistic.BEST) {
            return values.deviation().orElseThrow();
        }
        return STANDARD_ERRORS * Math.hypot(values.error().orElseThrow(), publishedError(row, column, metric));
    }

    private double publishedError(TableRow row, TableColumn column, TableMetric metric) {
        return published(row, column, metric, CellStatistic.ERROR)
                .orElseGet(() ->
                        published(row, column, metric, CellStatistic.DEVIATION).orElse(0)
                                / Math.sqrt(table.protocol().runs()));
    }

    private OptionalDouble published(TableRow row, TableColumn column, TableMetric metric, CellStatistic statistic) {
        int place = table.statistics().indexOf(statistic);
        return place < 0 ? OptionalDouble.empty() : row.published(column.id(), metric.id(), place);
    }
}
