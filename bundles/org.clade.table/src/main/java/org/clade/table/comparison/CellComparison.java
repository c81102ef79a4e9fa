package org.clade.table.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.clade.api.metric.ClusterScores;
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

    /**
     * A comparison.
     *
     * @param table the table
     * @param scale how long runs were
     * @param tolerance the largest difference asked for; empty if none is
     */
    public CellComparison(PaperTable table, TableScale scale, OptionalDouble tolerance) {
        this.table = table;
        this.scale = scale;
        this.tolerance = tolerance;
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
        SummaryStatistics values = values(runs, metric);
        OptionalDouble number = number(values, statistic);
        OptionalDouble theirs = row.published(column.id(), metric.id(), place);
        double spread = spread(row, column, metric, statistic, values);
        CellStatus status =
                ours ? status(statistic, number, theirs, runs, spread, values.getN() > 0) : CellStatus.AS_PUBLISHED;
        return new TableCell(
                row.title(),
                column.title(),
                metric.title(),
                statistic,
                number,
                theirs,
                (int) values.getN(),
                status,
                status == CellStatus.NOT_RUN ? runs.missing() : "");
    }

    private static SummaryStatistics values(CellRuns runs, TableMetric metric) {
        SummaryStatistics values = new SummaryStatistics();
        for (ClusterScores scores : runs.scores()) {
            CellRuns.value(scores, metric.id()).ifPresent(values::addValue);
        }
        return values;
    }

    private static OptionalDouble number(SummaryStatistics values, CellStatistic statistic) {
        if (values.getN() == 0 || !statistic.ofScores() && values.getN() == 1) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                switch (statistic) {
                    case BEST -> values.getMax();
                    case MEAN -> values.getMean();
                    case DEVIATION -> values.getStandardDeviation();
                    case ERROR -> error(values);
                });
    }

    private static double error(SummaryStatistics values) {
        return values.getStandardDeviation() / Math.sqrt(values.getN());
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
            TableRow row, TableColumn column, TableMetric metric, CellStatistic statistic, SummaryStatistics values) {
        if (values.getN() < SPREAD_FROM) {
            return 0;
        }
        if (statistic == CellStatistic.BEST) {
            return values.getStandardDeviation();
        }
        return STANDARD_ERRORS * Math.hypot(error(values), publishedError(row, column, metric));
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
