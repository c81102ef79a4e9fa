package org.clade.api.table;

import java.util.List;
import java.util.Optional;
import org.clade.api.run.RunOutcome;

/**
 * A table, ours next to theirs.
 *
 * @param table the table
 * @param scale how long runs were
 * @param seeds the seeds
 * @param cells its numbers, by row, column, statistic and metric
 * @param failures the trials that failed
 * @param outside the cells whose difference is larger than the tolerance that was asked for
 * @param interrupted how the user or the system ended the work early; otherwise empty
 */
public record TableResult(
        PaperTable table,
        TableScale scale,
        List<Long> seeds,
        List<TableCell> cells,
        List<TableFailure> failures,
        List<TableCell> outside,
        Optional<RunOutcome> interrupted) {

    /** Copies the lists. */
    public TableResult {
        seeds = List.copyOf(seeds);
        cells = List.copyOf(cells);
        failures = List.copyOf(failures);
        outside = List.copyOf(outside);
    }
}
