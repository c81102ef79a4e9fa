package org.clade.optimizer;

import org.clade.api.part.Settings;
import org.clade.api.schedule.ProvidesRateSchedule;
import org.clade.api.schedule.RateSchedule;
import org.osgi.service.component.annotations.Component;

/** A learning rate that stays as it is. Use unless a method says otherwise. */
@Component
@ProvidesRateSchedule(id = "constant", summary = "The learning rate stays as it is (GATCluster, DAC, ST-DAC).")
public final class ConstantRate implements RateSchedule {

    @Override
    public double factor(int epoch, int epochs, Settings settings) {
        return 1;
    }
}
