package org.clade.api.training;

import java.util.OptionalLong;

/**
 * The position of a training step in its run. A run that resumes sees the same positions as an uninterrupted one.
 *
 * @param step the step, from 0, over all epochs and phases
 * @param stepsPerEpoch steps in an epoch, over all phases, at least 1
 * @param epochs the epochs of the run; those of its large batches, rounded up, if their number ends it; 0 if no one knows
 */
public record TrainingProgress(long step, long stepsPerEpoch, int epochs) {

    /** {@return the epoch of the step, from 0} */
    public int epoch() {
        return (int) (step / stepsPerEpoch);
    }

    /** {@return the number of steps of the run; empty if no one knows} */
    public OptionalLong steps() {
        return epochs == 0 ? OptionalLong.empty() : OptionalLong.of(epochs * stepsPerEpoch);
    }
}
