package org.clade.api.training;

import org.clade.api.target.Targets;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a block of a network does around each training step, such as a momentum teacher that follows its student. A part returns a DJL
 * block that implements this interface, at any depth; Clade calls it on the thread that trains, without recording gradients.
 *
 * <p>What a hook changes must be parameters of the block (without gradients), so that checkpoints and predictions have it, or depend
 * only on the progress.
 */
@ConsumerType
public interface StepHooks {

    /**
     * Called before the forward pass of a step.
     *
     * @param progress the position of the step
     * @param targets the targets of the minibatch
     */
    default void beforeStep(TrainingProgress progress, Targets targets) {}

    /**
     * Called after the optimizer's update of a step.
     *
     * @param progress the position of the step
     */
    default void afterStep(TrainingProgress progress) {}
}
