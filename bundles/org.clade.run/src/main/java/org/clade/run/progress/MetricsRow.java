package org.clade.run.progress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One evaluation.
 *
 * @param epoch epochs done before it
 * @param round large batches done
 * @param step training steps done
 * @param losses mean losses since the previous evaluation, by column
 * @param scores scores by metric
 * @param readings diagnostics of the target sessions, by name
 * @param imagesPerSecond trained images per second so far
 * @param edits parts replaced since the previous evaluation; the column exists only if there are any
 */
public record MetricsRow(
        int epoch,
        int round,
        long step,
        Map<String, Double> losses,
        Map<String, Double> scores,
        Map<String, Double> readings,
        double imagesPerSecond,
        List<String> edits) {

    public MetricsRow {
        edits = edits == null ? List.of() : List.copyOf(edits); // checkpoints of earlier versions have none
    }

    /** {@return the columns in order} */
    public Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("epoch", epoch);
        columns.put("round", round);
        columns.put("step", step);
        columns.putAll(scores);
        columns.putAll(losses);
        columns.putAll(readings);
        if (!edits.isEmpty()) {
            columns.put("edited", String.join("; ", edits));
        }
        return columns;
    }

    /** {@return the columns and the speed; two equal runs differ only in the speed} */
    public Map<String, Object> columnsAndSpeed() {
        Map<String, Object> columns = columns();
        columns.put("images_per_second", imagesPerSecond);
        return columns;
    }

    /** {@return epoch, step and scores, for summaries} */
    public Map<String, Object> brief() {
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("epoch", epoch);
        brief.put("round", round);
        brief.put("step", step);
        brief.putAll(scores);
        return brief;
    }
}
