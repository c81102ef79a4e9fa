package org.clade.api.schedule;

import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.training.TrainingProgress;
import org.osgi.annotation.versioning.ConsumerType;

/** Changes the learning rate from epoch to epoch, or from step to step. It is a function of the position, so a resumed run needs no state. */
@ConsumerType
public interface LearningRateSchedule extends Part {

    /**
     * The factor of the optimizer's learning rate.
     *
     * @param epoch the epoch, from 0
     * @param epochs the number of epochs of the run, as {@link TrainingProgress#epochs}
     * @param settings the schedule's options
     * @return a positive number, or 0
     */
    double factor(int epoch, int epochs, Settings settings);

    /**
     * The factor of the optimizer's learning rate in one step, for schedules that change within an epoch.
     *
     * @param progress the position of the step
     * @param settings the schedule's options
     * @return a positive number, or 0; by default the {@linkplain #factor(int, int, Settings) factor} of the step's epoch
     */
    default double factor(TrainingProgress progress, Settings settings) {
        return factor(progress.epoch(), progress.epochs(), settings);
    }
}
