package org.clade.testkit.check;

import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;

/** The contract of schedules of the learning rate: a rate for every epoch, the same at every call. */
public final class RateScheduleChecks {

    private static final int[] LENGTHS = {1, 7, 400};

    private final LearningRateSchedule schedule;
    private final Settings settings;

    /**
     * The checks of a schedule.
     *
     * @param schedule the schedule
     * @param settings its options
     */
    public RateScheduleChecks(LearningRateSchedule schedule, Settings settings) {
        this.schedule = schedule;
        this.settings = settings;
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        return List.of(
                new Check("every epoch has a rate", this::everywhere),
                new Check("the rate is not always 0", this::learning),
                new Check("a resumed run has the same rates", this::remembered),
                new Check("a run without a fixed length has rates, or a refusal in words", this::endless));
    }

    private void everywhere() {
        for (int epochs : LENGTHS) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                valid(epoch, epochs);
            }
        }
    }

    private void valid(int epoch, int epochs) {
        double factor = schedule.factor(epoch, epochs, settings);
        ContractViolationException.unless(
                Double.isFinite(factor) && factor >= 0,
                "The rate factor of epoch %s of %s is %s.",
                epoch,
                epochs,
                factor);
    }

    private void learning() {
        for (int epochs : LENGTHS) {
            double most = 0;
            for (int epoch = 0; epoch < epochs; epoch++) {
                most = Math.max(most, schedule.factor(epoch, epochs, settings));
            }
            ContractViolationException.unless(most > 0, "The rate is 0 in all %s epochs.", epochs);
        }
    }

    private void remembered() {
        int epochs = 7;
        double[] forward = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            forward[epoch] = schedule.factor(epoch, epochs, settings);
        }
        for (int epoch = epochs - 1; epoch >= 0; epoch--) {
            double again = schedule.factor(epoch, epochs, settings);
            ContractViolationException.unless(
                    again == forward[epoch],
                    "The rate factor of epoch %s is %s, but %s at a second call.",
                    epoch,
                    forward[epoch],
                    again);
        }
    }

    private void endless() {
        try {
            for (int epoch = 0; epoch < 3; epoch++) {
                valid(epoch, 0);
            }
        } catch (RefusedException e) {
            ContractViolationException.unless(
                    e.getMessage().endsWith("."), "The message “%s” is not a sentence.", e.getMessage());
        }
    }
}
