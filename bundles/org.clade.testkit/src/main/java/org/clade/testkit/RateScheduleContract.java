package org.clade.testkit;

import java.util.List;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.RateScheduleChecks;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of schedules of the learning rate, see {@link RateScheduleChecks}. */
@ConsumerType
public interface RateScheduleContract extends PartContract<LearningRateSchedule> {

    @Override
    default List<Check> checks(Settings settings) {
        return new RateScheduleChecks(part(), settings).list();
    }
}
