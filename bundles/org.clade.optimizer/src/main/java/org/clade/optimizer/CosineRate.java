package org.clade.optimizer;

import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.schedule.ProvidesLearningRateSchedule;
import org.osgi.service.component.annotations.Component;

/**
 * A learning rate that falls to zero along half a cosine over the whole run.
 *
 * <p>Formula: (1 + cos(π · epoch / epochs)) / 2.
 *
 * <p>Source: Loshchilov and Hutter, SGDR, ICLR 2017, without restarts; MMDC trains the linear classifier of its
 * evaluation of features with it. Use for runs of a fixed number of epochs.
 */
@Component
@ProvidesLearningRateSchedule(
        id = "cosine",
        summary = "The learning rate falls to zero along half a cosine over the run (Loshchilov and Hutter 2017).")
public final class CosineRate implements LearningRateSchedule {

    @Override
    public double factor(int epoch, int epochs, Settings settings) {
        if (epochs <= 0) {
            throw new RefusedException("The schedule cosine needs a number of epochs, but this run does not end after a"
                    + " number of epochs; give --epochs, or use constant or steps.");
        }
        return epoch >= epochs ? 0 : (1 + Math.cos(Math.PI * epoch / epochs)) / 2;
    }
}
