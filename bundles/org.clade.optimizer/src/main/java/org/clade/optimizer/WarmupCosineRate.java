package org.clade.optimizer;

import java.util.List;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.schedule.ProvidesLearningRateSchedule;
import org.clade.api.training.TrainingProgress;
import org.osgi.service.component.annotations.Component;

/**
 * A learning rate that rises in a line from zero and then falls along half a cosine, from step to step.
 *
 * <p>Formula, with W = {@code warmup} epochs of steps and T steps in the run: step n / (W - 1) for n < W, so the first step has the rate 0
 * and the last one of the warm-up the full rate; then {@code end} + (1 - {@code end}) · (1 + cos(π · (n - W) / (T - W))) / 2. With
 * {@code end=1} the rate is constant after the warm-up. A run shorter than the warm-up ends within it.
 *
 * <p>Source: TEMI's released code (BMVC 2023), which has it from DINO; its README has {@code warmup=20, end=1}, its default values are
 * {@code warmup=10, end=0.002}.
 */
@Component
@ProvidesLearningRateSchedule(
        id = "warmup-cosine",
        summary =
                "The learning rate rises from zero in a line, then falls along half a cosine (TEMI: warmup=20, end=1).")
public final class WarmupCosineRate implements LearningRateSchedule {

    static final Option<Integer> WARMUP = Option.integer("warmup", 20, 0, 999_999, "Epochs in which the rate rises.");

    static final Option<Double> END =
            Option.number("end", 0, 0, 1, "The fraction of the rate that the cosine falls to; 1 keeps it constant.");

    /** Steps of half an epoch, where only the epoch is known: its rate is that of its middle. */
    private static final int HALF = 500;

    @Override
    public List<Option<?>> options() {
        return List.of(WARMUP, END);
    }

    @Override
    public double factor(int epoch, int epochs, Settings settings) {
        return factor(new TrainingProgress(2L * epoch * HALF + HALF, 2 * HALF, epochs), settings);
    }

    @Override
    public double factor(TrainingProgress progress, Settings settings) {
        long warmup = settings.get(WARMUP) * progress.stepsPerEpoch();
        if (progress.step() < warmup) {
            return warmup == 1 ? 0 : (double) progress.step() / (warmup - 1);
        }
        double end = settings.get(END);
        if (end == 1) {
            return 1;
        }
        long steps = progress.steps()
                .orElseThrow(
                        () -> new RefusedException(
                                "The schedule warmup-cosine needs a number of epochs, but this run does not end after a number of epochs; give --epochs, or set end=1."));
        double done = Math.min(1, (double) (progress.step() - warmup) / Math.max(1, steps - warmup));
        return end + (1 - end) * (1 + Math.cos(Math.PI * done)) / 2;
    }
}
