package org.clade.run.progress;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The history of a run: its evaluations and its replaced parts. */
public final class RunHistory {

    private final List<MetricsRow> rows = new CopyOnWriteArrayList<>();
    private final SwapHistory swaps = new SwapHistory();

    /** {@return the evaluations so far} */
    public List<MetricsRow> rows() {
        return List.copyOf(rows);
    }

    /** Adds an evaluation. */
    public void add(MetricsRow row) {
        rows.add(row);
    }

    /** {@return the replaced parts} */
    public SwapHistory swaps() {
        return swaps;
    }

    /**
     * Removes the evaluations since a checkpoint.
     *
     * @param earlier the evaluations before it
     */
    public void restoreRows(List<MetricsRow> earlier) {
        rows.clear();
        rows.addAll(earlier);
    }
}
