package org.clade.api.schedule;

import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** Says how the learning rate changes from epoch to epoch. It is a function, so that a resumed run needs no state of it. */
@ConsumerType
public interface LearningRateSchedule extends Part {

    /**
     * What the optimizer's learning rate is multiplied with.
     *
     * @param epoch the epoch, from 0
     * @param epochs how many epochs the run has; 0 where its end is not counted in epochs
     * @param settings the schedule's options
     * @return a positive number, or 0
     */
    double factor(int epoch, int epochs, Settings settings);
}
