package org.clade.api.variant;

import java.util.List;
import java.util.Optional;
import org.clade.api.augment.Pipeline;
import org.clade.api.target.PseudoTargetStrategy;

/**
 * A phase with its parts.
 *
 * @param recipe its recipe
 * @param augment the training view
 * @param targets the strategy, if it has one
 * @param tasks the weighted losses
 */
public record Phase(
        PhaseRecipe recipe, Pipeline augment, Optional<Bound<PseudoTargetStrategy>> targets, List<BoundTask> tasks) {

    /** Copies the tasks. */
    public Phase {
        tasks = List.copyOf(tasks);
    }
}
