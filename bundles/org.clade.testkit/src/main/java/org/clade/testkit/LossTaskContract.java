package org.clade.testkit;

import java.util.List;
import org.clade.api.part.Settings;
import org.clade.api.task.LossTask;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.LossTaskChecks;
import org.clade.testkit.check.Samples;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of loss tasks, see {@link LossTaskChecks}. */
@ConsumerType
public interface LossTaskContract extends PartContract<LossTask> {

    /** {@return values of the signals and targets that the task reads} */
    default Samples samples() {
        return Samples.standard();
    }

    /**
     * The share by which the loss may change when every image occurs twice: 0, except for losses over pairs that weight
     * the pair of an image with itself differently.
     *
     * @param settings the options
     * @return the share
     */
    default double meanTolerance(Settings settings) {
        return 1e-5;
    }

    @Override
    default List<Check> checks(Settings settings) {
        return new LossTaskChecks(part(), settings, engine(), samples(), meanTolerance(settings)).list();
    }
}
