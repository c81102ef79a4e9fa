package org.clade.run.swap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunEvent;
import org.clade.api.variant.Variant;
import org.clade.run.inference.PartPair;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.PartReplacement;
import org.clade.run.training.BoundaryAction;
import org.clade.run.training.BoundaryState;

/** Decides about a variant that a bundle update registered in place of the run's own. */
final class BundleUpdateHandler {

    private final RunParts parts;
    private final PartComposer composer;
    private final SwapRecorder recorder;
    private final PartReplacer replacer;

    BundleUpdateHandler(RunParts parts, PartComposer composer, SwapRecorder recorder, PartReplacer replacer) {
        this.parts = parts;
        this.composer = composer;
        this.recorder = recorder;
        this.replacer = replacer;
    }

    /**
     * Prepares the replacement by the updated variant, or refuses it.
     *
     * @param state the state of the run
     * @return the action for the loop; empty if there is no updated variant or it is refused
     */
    Optional<BoundaryAction.ReplaceParts> decide(BoundaryState state) {
        return parts.updated().flatMap(updated -> decide(state, updated));
    }

    private Optional<BoundaryAction.ReplaceParts> decide(BoundaryState state, Variant updated) {
        try {
            if (!updated.recipe().equals(parts.variant().recipe())) {
                throw new RefusedException(
                        "The recipe of variant %s has changed, but run %s uses it; the run keeps its own."
                                .formatted(updated.recipe().name(), composer.run()));
            }
            composer.check(parts.variant(), updated);
            RunParts.Held next = RunParts.Held.of(parts.held().use(), updated);
            List<PartReplacement> replaced = replacer.differences(state, next, PartReplacement.BUNDLE);
            refusePartsWithWeights(state, next);
            if (replaced.isEmpty()) {
                recorder.event(RunEvent.Type.REBOUND, state.position(), Map.of());
                return Optional.of(new BoundaryAction.ReplaceParts(next, Map.of()));
            }
            return Optional.of(replacer.replace(
                    state, next, recorder.swaps().changes(), replaced, SwapTrial.NO_REQUEST, () -> {}));
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            replacer.refuse(state, e);
            parts.decline(updated);
            return Optional.empty();
        }
    }

    /** Names the new parts that a run cannot take while it trains. */
    private void refusePartsWithWeights(BoundaryState state, RunParts.Held next) {
        PartPair.of(parts.held(), next).stream()
                .filter(PartPair::boundPartUpdated)
                .forEach(pair -> recorder.refused(
                        state.position(),
                        "Bundle %3$s %4$s has a new %1$s %2$s; this run keeps its own, and a new run takes the new one."
                                .formatted(
                                        pair.old().kind(),
                                        pair.old().written(),
                                        pair.to().bundle(),
                                        pair.to().version())));
    }
}
