package org.clade.optimizer;

import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.schedule.ProvidesLearningRateSchedule;
import org.osgi.service.component.annotations.Component;

/** A learning rate that does not change. Use unless a method says otherwise. */
@Component
@ProvidesLearningRateSchedule(id = "constant", summary = "The learning rate stays constant (GATCluster, DAC, ST-DAC).")
public final class ConstantRate implements LearningRateSchedule {

    @Override
    public double factor(int epoch, int epochs, Settings settings) {
        return 1;
    }
}
