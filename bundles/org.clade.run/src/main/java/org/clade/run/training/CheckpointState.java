package org.clade.run.training;

import java.util.List;
import java.util.Map;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.MetricsRow;
import org.clade.run.progress.StageTimer;
import org.clade.run.progress.SwapHistory;
import org.clade.run.progress.TrainingPosition;

/**
 * What a checkpoint says in JSON.
 *
 * @param position how far the run is
 * @param openSteps steps done on the large batch in training; -1 where there is none
 * @param openImages images in that large batch
 * @param losses sums since the last evaluation
 * @param clock where the time went
 * @param rows the evaluations
 * @param images the images' fingerprint
 * @param edits what was changed in the run while it ran; null where nothing was
 * @param assignments the SHA-256 of {@code assignments.csv} where nothing was trained since it was written, else null
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

    /** {@return keys of the recipe that were changed while the run ran, and their values} */
    public Map<String, String> changes() {
        return edits == null ? Map.of() : edits.changes();
    }
}
