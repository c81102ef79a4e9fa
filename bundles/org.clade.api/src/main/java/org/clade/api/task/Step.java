package org.clade.api.task;

import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.target.Targets;

/**
 * One minibatch in training.
 *
 * @param predictions the network's output in training mode for the augmented images, with gradients
 * @param targets the targets of the same images
 * @param settings the task's options
 */
public record Step(Predictions predictions, Targets targets, Settings settings) {}
