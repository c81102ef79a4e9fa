package org.clade.api.task;

import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.target.Targets;

/**
 * One minibatch in training.
 *
 * @param predictions what the network, in training mode, says of the augmented images; gradients are recorded
 * @param targets the same images' targets
 * @param settings the task's options
 */
public record Step(Predictions predictions, Targets targets, Settings settings) {}
