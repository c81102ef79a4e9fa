package org.clade.run.training;

import java.util.List;
import java.util.Map;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.MetricsRow;
import org.clade.run.progress.StageTimer;
import org.clade.run.progress.SwapHistory;
import org.clade.run.progress.TrainingPosition;

/**
 * The JSON content of a checkpoint; the names of the components are the keys.
 *
 * @param position the position of the run
 * @param openSteps steps done on the current large batch; -1 if there is none
 * @param openImages images in that large batch
 * @param losses sums since the last evaluation
 * @param clock seconds and images by stage
 * @param rows the evaluations
 * @param images the images' fingerprint
 * @param edits the replaced parts; null if none were
 * @param assignments the SHA-256 of {@code assignments.csv}; null if the run has trained after writing it
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

    /** {@return changed keys of the recipe, and their values} */
    public Map<String, String> changes() {
        return edits == null ? Map.of() : edits.changes();
    }

    /** {@return the epoch at whose end the run was, the full pass of the next one not begun; 0 if it was elsewhere} */
    public int epochEnd() {
        return openSteps < 0 && position.epochsSurveyed() == position.epochsEnded() ? position.epochsEnded() : 0;
    }
}
