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
 * @param minibatch images in a training step
 * @param passes how often the large batch is trained on
 * @param views when the training view is drawn
 * @param repeats updates for each minibatch, one after the other, each with a view of its own where views are drawn anew
 * @param rest what becomes of the last images where they do not fill a batch
 * @param order the order in which an epoch goes through the images
 */
public record PhaseRecipe(
        String name,
        List<PartSpec> augment,
        Optional<PartSpec> targets,
        List<TaskSpec> tasks,
        int batch,
        int minibatch,
        int passes,
        Views views,
        int repeats,
        Rest rest,
        Order order) {

    /** When the training view is drawn. */
    public enum Views {
        /** Once for a large batch; every pass sees the same pixels (GATCluster's released code). */
        BATCH,
        /** Anew for every training step. */
        STEP
    }

    /** What becomes of the last images where they do not fill a large batch or a minibatch. */
    public enum Rest {
        /** They are left out until the next pass or epoch. */
        DROP,
        /** They make a smaller one. */
        KEEP
    }

    /** The order in which an epoch goes through the images. */
    public enum Order {
        /** A new random order for each epoch. */
        SHUFFLED,
        /** The order of the data set. */
        SEQUENTIAL
    }

    /** Copies the lists. */
    public PhaseRecipe {
        augment = List.copyOf(augment);
        tasks = List.copyOf(tasks);
    }
}
