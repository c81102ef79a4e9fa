package org.clade.task.temi;

import org.clade.api.training.TrainingProgress;

/**
 * How the teachers change in a run.
 *
 * @param momentum the momentum at the start
 * @param momentumEnd the momentum that it rises to along half a cosine
 * @param temperatureStart the teachers' temperature at the start
 * @param temperature the teachers' temperature after the warm-up
 * @param warmup epochs of the warm-up of the temperature
 * @param frozen epochs in which the last layer takes no step
 */
record TeacherPlan(
        double momentum, double momentumEnd, double temperatureStart, double temperature, int warmup, int frozen) {

    /** {@return the momentum of a step; the momentum at the start if the run has no number of epochs} */
    double momentum(TrainingProgress progress) {
        if (progress.steps().isEmpty() || momentum == momentumEnd) {
            return momentum;
        }
        double done = Math.min(1, (double) progress.step() / progress.steps().getAsLong());
        return momentumEnd + (momentum - momentumEnd) * (1 + Math.cos(Math.PI * done)) / 2;
    }

    /** {@return the temperature in the epoch of a step; a warm-up longer than the run ends with it} */
    double temperature(TrainingProgress progress) {
        int epochs = progress.epochs() == 0 ? warmup : Math.min(warmup, progress.epochs());
        int epoch = progress.epoch();
        if (epoch >= epochs - 1) {
            return temperature;
        }
        return temperatureStart + (temperature - temperatureStart) * epoch / (epochs - 1);
    }

    /** {@return whether the last layer takes no step} */
    boolean frozen(TrainingProgress progress) {
        return progress.epoch() < frozen;
    }
}
