package org.clade.target.thresholds;

import org.clade.api.part.Option;
import org.clade.api.part.Settings;

/** The thresholds of each epoch. It is a function of the epoch, so a resumed run needs no state. */
@FunctionalInterface
interface ThresholdSchedule {

    /** DAC's initial upper threshold (Sec. 5.4): u = 0.95 - lambda, l = 0.455 + 0.1 lambda. */
    double UPPER = 0.95;

    /** DAC's initial lower threshold. */
    double LOWER = 0.455;

    /** The factor of lambda in l. */
    double LOWER_SLOPE = 0.1;

    /** Minus the derivative of E = u - l by lambda. */
    double SLOPE = 1 + LOWER_SLOPE;

    /**
     * The thresholds.
     *
     * @param epoch the epoch, from 0
     * @return its thresholds
     */
    Thresholds at(int epoch);

    /** {@return the schedule for the strategy's options} */
    static ThresholdSchedule of(Settings settings) {
        return switch (settings.get(ThresholdTargets.SCHEDULE)) {
            case LAMBDA -> lambda(settings.get(ThresholdTargets.ETA));
            case DUAL -> epoch -> new Thresholds(upper(settings, epoch), lower(settings, epoch));
            case SINGLE -> epoch -> {
                double threshold = upper(settings, epoch);
                return new Thresholds(threshold, threshold);
            };
        };
    }

    private static double upper(Settings settings, int epoch) {
        return linear(settings, ThresholdTargets.START, ThresholdTargets.END, epoch);
    }

    private static double lower(Settings settings, int epoch) {
        return linear(settings, ThresholdTargets.LOWER_START, ThresholdTargets.LOWER_END, epoch);
    }

    /** Equal steps that reach the end after the last epoch and then stop. */
    private static double linear(Settings settings, Option<Double> start, Option<Double> end, int epoch) {
        int epochs = settings.get(ThresholdTargets.EPOCHS);
        double from = settings.get(start);
        return from + (settings.get(end) - from) * Math.min(epoch, epochs) / epochs;
    }

    /** Gradient descent on E(lambda) = u - l (Eqs. 11, 12), which stops before the thresholds cross. */
    private static ThresholdSchedule lambda(double eta) {
        int last = eta == 0 ? 0 : (int) Math.floor((UPPER - LOWER) / SLOPE / (eta * SLOPE) + 1e-9);
        return epoch -> {
            double lambda = Math.min(epoch, last) * eta * SLOPE;
            return new Thresholds(UPPER - lambda, LOWER + LOWER_SLOPE * lambda);
        };
    }
}
