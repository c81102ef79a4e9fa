package org.clade.api.variant;

import java.util.List;
import java.util.Optional;
import org.clade.api.part.PartSpec;

/**
 * One phase of an epoch: a view of the images, targets, and the losses that learn from them.
 *
 * @param name the phase's name, {@code train} where a recipe has only one
 * @param augment the operations that make the training view
 * @param targets the pseudo-target strategy, if the tasks need one
 * @param tasks the weighted losses
 * @param batch M, images in a large batch, over which targets are computed
 * @param minibatch images in a training step; what is left over of a large batch is skipped in that pass
 * @param passes how often the large batch is trained on
 * @param views when the training view is drawn
 */
public record PhaseRecipe(
        String name,
        List<PartSpec> augment,
        Optional<PartSpec> targets,
        List<TaskSpec> tasks,
        int batch,
        int minibatch,
        int passes,
        Views views) {

    /** When the training view is drawn. */
    public enum Views {
        /** Once for a large batch; every pass sees the same pixels (GATCluster's released code). */
        BATCH,
        /** Anew for every training step. */
        STEP
    }

    /** Copies the lists. */
    public PhaseRecipe {
        augment = List.copyOf(augment);
        tasks = List.copyOf(tasks);
    }
}
