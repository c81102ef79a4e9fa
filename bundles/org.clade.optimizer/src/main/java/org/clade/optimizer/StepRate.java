package org.clade.optimizer;

import java.util.List;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.schedule.ProvidesLearningRateSchedule;
import org.osgi.service.component.annotations.Component;

/**
 * A learning rate that drops at given epochs.
 *
 * <p>Formula: {@code gamma} to the power of the number of {@code milestones} reached; epochs count from 0, so
 * {@code milestones=40} means that the epochs 0 to 39 have the full rate.
 *
 * <p>Source: MMDC, Sec. IV-A: {@code steps(milestones=350, gamma=0.2)} of 400 epochs, 300 in the released code; on MNIST
 * {@code steps(milestones=40, gamma=0.1)} of 50. Use for MMDC.
 */
@Component
@ProvidesLearningRateSchedule(
        id = "steps",
        summary =
                "The learning rate drops at given epochs (MMDC: milestones=350, gamma=0.2; on MNIST milestones=40, gamma=0.1).")
public final class StepRate implements LearningRateSchedule {

    static final Option<List<Integer>> MILESTONES = Option.integers(
            "milestones",
            List.of(40),
            0,
            999_999_999,
            "Epochs, from 0, at which the rate drops: 40, or several as in 30+60.");

    static final Option<Double> GAMMA = Option.number("gamma", 0.1, 0, 1, "The factor of the rate at each of them.");

    @Override
    public List<Option<?>> options() {
        return List.of(MILESTONES, GAMMA);
    }

    @Override
    public double factor(int epoch, int epochs, Settings settings) {
        long come = settings.get(MILESTONES).stream()
                .filter(milestone -> milestone <= epoch)
                .count();
        return Math.pow(settings.get(GAMMA), come);
    }
}
