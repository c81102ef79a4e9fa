package org.clade.run.training;

import org.clade.api.training.TrainingProgress;

/**
 * Where in the run a training step is.
 *
 * @param progress the position of the step
 * @param rateFactor the factor of the learning rate there
 */
record StepPlace(TrainingProgress progress, double rateFactor) {}
