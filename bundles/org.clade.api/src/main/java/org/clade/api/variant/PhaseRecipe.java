package org.clade.api.variant;

import java.util.List;
import java.util.Optional;
import org.clade.api.part.PartSpec;

/**
 * One phase of an epoch: a view of the images, targets, and the losses that learn from them.
 *
 * @param name the phase's name, {@code train} if the recipe has only one
 * @param augment the operations that make the training view
 * @param targets the pseudo-target strategy, if the tasks need one
 * @param tasks the weighted losses
 * @param batch M, the images in a large batch, whose targets are computed together
 * @param minibatch images in a training step
 * @param epochsPerBatch passes over each large batch
 * @param redraw when to draw the training view
 * @param updatesPerMinibatch updates for each minibatch, one after the other, each with its own view if {@code redraw} is {@code step}
 * @param dropLast whether to leave out the last images, which do not fill a large batch or a minibatch, until the next
 *     pass or epoch; otherwise they make a smaller one
 * @param order the order in which an epoch goes through the images
 */
public record PhaseRecipe(
        String name,
        List<PartSpec> augment,
        Optional<PartSpec> targets,
        List<TaskSpec> tasks,
        int batch,
        int minibatch,
        int epochsPerBatch,
        Redraw redraw,
        int updatesPerMinibatch,
        boolean dropLast,
        Order order) {

    /** When to draw the training view. */
    public enum Redraw {
        /** Once for a large batch; every pass sees the same pixels (GATCluster's released code). */
        BATCH,
        /** For every training step. */
        STEP
    }

    /** The order in which an epoch goes through the images. */
    public enum Order {
        /** A new random order for each epoch. */
        SHUFFLED,
        /** The order of the data set. */
        SEQUENTIAL,
        /** Each large batch is drawn at random from all images, without repetition within it (TURTLE). */
        DRAWN
    }

    /** Copies the lists. */
    public PhaseRecipe {
        augment = List.copyOf(augment);
        tasks = List.copyOf(tasks);
    }
}
