package org.clade.run.swap;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clade.api.run.PartSwap;
import org.clade.api.variant.VariantLease;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.PartReplacement;
import org.clade.run.training.BoundaryAction;
import org.clade.run.training.BoundaryState;

/** Decides about swaps requested by a user. */
final class SwapRequestHandler {

    private final RunParts parts;
    private final PartComposer composer;
    private final SwapRecorder recorder;
    private final PartReplacer replacer;
    private final SwapTrial trial;

    SwapRequestHandler(
            RunParts parts, PartComposer composer, SwapRecorder recorder, PartReplacer replacer, SwapTrial trial) {
        this.parts = parts;
        this.composer = composer;
        this.recorder = recorder;
        this.replacer = replacer;
        this.trial = trial;
    }

    /**
     * Prepares a swap, or refuses it.
     *
     * @param state the state of the run
     * @param request the swap
     * @return the action for the loop; empty if the swap is refused
     */
    Optional<BoundaryAction.ReplaceParts> decide(BoundaryState state, RequestedSwap request) {
        VariantLease lease = null;
        try {
            long start = System.nanoTime();
            PartComposer.Composed composed = composer.compose(
                    parts.variant(), recorder.swaps().changes(), request.replacements(), request.known());
            lease = composed.use();
            RunParts.Held next = RunParts.Held.of(lease, lease.variant());
            List<PartReplacement> replaced = replacer.differences(state, next, PartReplacement.SWAP);
            return Optional.of(replacer.replace(
                    state,
                    next,
                    composed.changes(),
                    replaced,
                    request::become,
                    () -> request.become(PartSwap.State.TAKEN, taken(state, replaced, start))));
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            if (lease != null && !trial.on()) {
                lease.close();
            }
            request.become(PartSwap.State.REFUSED, replacer.refuse(state, e));
            return Optional.empty();
        }
    }

    private String taken(BoundaryState state, List<PartReplacement> replaced, long start) {
        return String.format(
                Locale.ROOT,
                "Run %s works with %s since step %s (large batch %s); the swap took %.1f s.",
                composer.run(),
                replaced.stream().map(PartReplacement::by).collect(Collectors.joining(", ")),
                state.position().steps(),
                state.position().rounds(),
                (System.nanoTime() - start) / 1e9);
    }
}
