package org.clade.table;

import java.util.List;
import java.util.Map;
import org.clade.api.statistics.RunStatistics;
import org.clade.api.statistics.Selection;
import org.clade.api.table.CellSource;
import org.clade.api.table.CellStatistic;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableColumn;
import org.clade.api.table.TableMetric;
import org.clade.api.table.TableProtocol;
import org.clade.api.table.TableRecipe;
import org.clade.api.table.TableRow;
import org.clade.api.table.TableScale;
import org.clade.api.table.TableSchedule;
import org.clade.sweep.statistics.SeedStatistics;

/** A table with a row of a recipe and a row of numbers alone. */
public final class SmallTable {

    /** The statistics that the product has. */
    public static final RunStatistics STATISTICS = new SeedStatistics();

    /** Its column. */
    public static final TableColumn COLUMN = new TableColumn("mnist", "MNIST", "mnist", Map.of());

    /** A row with a recipe, published mean 0.9, standard error 0.01. */
    public static final TableRow OURS = new TableRow(
            "R&D_1",
            Map.of("mnist", new TableRecipe(CellSource.RUN, "dac-star-mnist", null, Map.of(), null, 1e15, Map.of())),
            Map.of("mnist", Map.of("acc", List.of(0.9, 0.01))),
            "");

    /** A row without a recipe. */
    public static final TableRow THEIRS =
            new TableRow("A|B", Map.of(), Map.of("mnist", Map.of("acc", List.of(0.9775))), "");

    /** The table. */
    public static final PaperTable TABLE = new PaperTable(
            "small",
            1,
            "Author: A Paper, 2000",
            "Table 9",
            "Something",
            new TableProtocol(5, Selection.LAST, "arithmetic", "Five runs."),
            List.of(new TableMetric("acc", "ACC")),
            List.of(CellStatistic.MEAN, CellStatistic.ERROR),
            Map.of(
                    TableScale.TINY, new TableSchedule(1, 64, 0, 1, 0, Map.of(), "64 images"),
                    TableScale.SHORT, new TableSchedule(2, 1000, 2, 0, 0, Map.of(), "1,000 images, 2 epochs"),
                    TableScale.FULL, new TableSchedule(5, 0, 0, 0, 0, Map.of(), "all of it")),
            List.of(COLUMN),
            List.of(OURS, THEIRS),
            List.of("A note."));

    private SmallTable() {}
}
