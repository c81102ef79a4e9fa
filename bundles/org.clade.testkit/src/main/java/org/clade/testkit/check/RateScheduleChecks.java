package org.clade.testkit.check;

import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;

/** What every schedule of the learning rate promises: a rate for every epoch, and the same one whenever it is asked. */
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

    /** {@return the checks, none of them run yet} */
    public List<Check> list() {
        return List.of(
                new Check("every epoch has a rate", this::everywhere),
                new Check("some epoch learns", this::learning),
                new Check("a resumed run has the same rates", this::remembered),
                new Check("a run of no fixed length has rates, or is refused in words", this::endless));
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
                "The rate of epoch %s of %s is multiplied with %s.",
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
            ContractViolationException.unless(most > 0, "The rate is 0 in all of %s epochs.", epochs);
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
                    "The rate of epoch %s is multiplied with %s, and asked again with %s.",
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
                    e.getMessage().endsWith("."), "The refusal “%s” is no sentence.", e.getMessage());
        }
    }
}
