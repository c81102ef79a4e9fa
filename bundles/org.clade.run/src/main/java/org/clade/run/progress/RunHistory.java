package org.clade.run.progress;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a run has behind it: its evaluations, and the parts that were replaced while it trained. */
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

    /** {@return the parts that were replaced} */
    public SwapHistory swaps() {
        return swaps;
    }

    /**
     * Forgets the evaluations since a checkpoint.
     *
     * @param earlier the evaluations before it
     */
    public void restoreRows(List<MetricsRow> earlier) {
        rows.clear();
        rows.addAll(earlier);
    }
}
