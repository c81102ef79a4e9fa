package org.clade.api.table;

import java.util.List;
import java.util.Map;
import org.clade.api.statistics.Selection;

/**
 * A table or a figure with numbers of a paper.
 *
 * @param id its id, such as {@code st-dac-2}
 * @param version rises whenever its content changes
 * @param paper the paper
 * @param label its name in the paper, such as {@code Table 2}
 * @param title what it shows
 * @param protocol how its numbers came about
 * @param metrics its metrics
 * @param statistics the numbers for each metric
 * @param schedules how long runs are at each scale
 * @param columns its columns
 * @param rows its rows
 * @param notes known misprints, open questions, and where Clade differs
 */
public record PaperTable(
        String id,
        int version,
        String paper,
        String label,
        String title,
        TableProtocol protocol,
        List<TableMetric> metrics,
        List<CellStatistic> statistics,
        Map<TableScale, TableSchedule> schedules,
        List<TableColumn> columns,
        List<TableRow> rows,
        List<String> notes) {

    /** Copies the lists. */
    public PaperTable {
        metrics = List.copyOf(metrics);
        statistics = List.copyOf(statistics);
        schedules = Map.copyOf(schedules);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** {@return which evaluation counts in a cell} */
    public Selection selection(TableRecipe recipe) {
        return recipe.selection() == null ? protocol.selection() : recipe.selection();
    }
}
