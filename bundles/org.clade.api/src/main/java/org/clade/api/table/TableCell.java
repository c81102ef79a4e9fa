package org.clade.api.table;

import java.util.OptionalDouble;

/**
 * One number of a table, ours next to theirs.
 *
 * @param row the row's title
 * @param column the column's title
 * @param metric the metric's title
 * @param statistic the statistic
 * @param ours our number; empty if there is none
 * @param theirs the published number; empty if there is none
 * @param n how many runs ours is of
 * @param status what the comparison says
 * @param reason why there is no number of ours, such as {@code needs STL-10}; otherwise empty
 */
public record TableCell(
        String row,
        String column,
        String metric,
        CellStatistic statistic,
        OptionalDouble ours,
        OptionalDouble theirs,
        int n,
        CellStatus status,
        String reason) {

    /** {@return ours minus theirs; empty unless there are both} */
    public OptionalDouble difference() {
        return ours.isPresent() && theirs.isPresent()
                ? OptionalDouble.of(ours.getAsDouble() - theirs.getAsDouble())
                : OptionalDouble.empty();
    }

    /** {@return the status with its reason, such as {@code not run: needs STL-10}} */
    public String statusWords() {
        return reason.isEmpty() ? status.words() : status.words() + ": " + reason;
    }
}
