package org.clade.run.progress;

import java.util.List;
import org.clade.api.variant.PhaseRecipe;

/**
 * The place of a large batch in a run.
 *
 * @param epoch its epoch, from 0
 * @param phase its phase's position in the epoch
 * @param batch its position in the phase
 * @param first whether the epoch begins with it
 */
public record BatchIndex(int epoch, int phase, int batch, boolean first) {

    /**
     * Finds a large batch.
     *
     * @param round its number in the run, from 0
     * @param phases the phases of an epoch
     * @param images how many images there are
     * @return its place
     */
    public static BatchIndex of(int round, List<PhaseRecipe> phases, int images) {
        int perEpoch = phases.stream()
                .mapToInt(phase -> TrainingBudget.batches(phase, images))
                .sum();
        int batch = round % perEpoch;
        int phase = 0;
        while (batch >= TrainingBudget.batches(phases.get(phase), images)) {
            batch -= TrainingBudget.batches(phases.get(phase), images);
            phase++;
        }
        return new BatchIndex(round / perEpoch, phase, batch, round % perEpoch == 0);
    }
}
