package org.clade.run.training;

import java.util.List;
import java.util.Map;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.MetricsRow;
import org.clade.run.progress.StageTimer;
import org.clade.run.progress.SwapHistory;
import org.clade.run.progress.TrainingPosition;

/**
 * What a checkpoint says in JSON; the names of the components are the keys.
 *
 * @param position how far the run is
 * @param openSteps steps done on the large batch in training; -1 if there is none
 * @param openImages images in that large batch
 * @param losses sums since the last evaluation
 * @param clock seconds and images by stage
 * @param rows the evaluations
 * @param images the images' fingerprint
 * @param edits the parts that were replaced while the run trained; null if none were
 * @param assignments the SHA-256 of {@code assignments.csv}; null if the run has trained since it was written
 */
public record CheckpointState(
        TrainingPosition position,
        int openSteps,
        int openImages,
        Map<String, LossMeter.Sum> losses,
        StageTimer.State clock,
        List<MetricsRow> rows,
        long images,
        SwapHistory.State edits,
        String assignments) {

    /** {@return keys of the recipe that were changed while the run trained, and their values} */
    public Map<String, String> changes() {
        return edits == null ? Map.of() : edits.changes();
    }
}
