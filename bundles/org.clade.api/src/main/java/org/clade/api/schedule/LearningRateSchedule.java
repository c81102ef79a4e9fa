package org.clade.api.schedule;

import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** Changes the learning rate from epoch to epoch. It is a function of the epoch, so a resumed run needs no state. */
@ConsumerType
public interface LearningRateSchedule extends Part {

    /**
     * The factor of the optimizer's learning rate.
     *
     * @param epoch the epoch, from 0
     * @param epochs the number of epochs of the run; 0 if another limit ends it
     * @param settings the schedule's options
     * @return a positive number, or 0
     */
    double factor(int epoch, int epochs, Settings settings);
}
