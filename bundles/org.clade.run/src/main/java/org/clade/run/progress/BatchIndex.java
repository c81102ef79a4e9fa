package org.clade.run.progress;

import java.util.List;
import org.clade.api.variant.PhaseRecipe;

/**
 * The position of a large batch in a run.
 *
 * @param epoch its epoch, from 0
 * @param phase its phase's position in the epoch
 * @param batch its position in the phase
 * @param first whether it is the first of the epoch
 */
public record BatchIndex(int epoch, int phase, int batch, boolean first) {

    /**
     * Computes the index of a large batch.
     *
     * @param round its number in the run, from 0
     * @param phases the phases of an epoch
     * @param images the number of images
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
