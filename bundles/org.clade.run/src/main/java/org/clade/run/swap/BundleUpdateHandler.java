package org.clade.run.swap;

import java.util.List;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Variant;
import org.clade.run.inference.PartPair;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.PartReplacement;
import org.clade.run.training.TrainingLoop;

/** Meets the variant that the update of a bundle brought in the place of the run's own. */
final class BundleUpdateHandler {

    private final RunParts parts;
    private final PartComposer composer;
    private final SwapRecorder journal;
    private final PartReplacer taker;

    /**
     * The newcomers to a run.
     *
     * @param parts what it works with
     * @param composer checks whether they fit
     * @param journal what is written of edits
     * @param taker puts them in
     */
    BundleUpdateHandler(RunParts parts, PartComposer composer, SwapRecorder journal, PartReplacer taker) {
        this.parts = parts;
        this.composer = composer;
        this.journal = journal;
        this.taker = taker;
    }

    /** Takes the newcomer, if there is one and it can be taken. */
    void meet(TrainingLoop loop) {
        parts.newcomer().ifPresent(newcomer -> meet(loop, newcomer));
    }

    private void meet(TrainingLoop loop, Variant newcomer) {
        try {
            if (!newcomer.recipe().equals(parts.variant().recipe())) {
                throw new RefusedException(
                        "The recipe of variant %s was changed while run %s works with it; the run keeps its own."
                                .formatted(newcomer.recipe().name(), composer.run()));
            }
            composer.check(parts.variant(), newcomer);
            RunParts.Held next = RunParts.Held.of(parts.held().use(), newcomer);
            List<PartReplacement> edits = taker.edits(loop, next, PartReplacement.BUNDLE);
            refuseBound(loop, next);
            if (edits.isEmpty()) {
                parts.take(next);
                journal.event("rebound", loop, Map.of());
            } else {
                taker.take(loop, next, journal.log().changes(), edits, SwapTrial.NOBODY);
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            taker.refuse(loop, e);
            parts.decline(newcomer);
        }
    }

    /** Says which new parts the run cannot take in the middle. */
    private void refuseBound(TrainingLoop loop, RunParts.Held next) {
        PartPair.of(parts.held(), next).stream()
                .filter(PartPair::boundCameAnew)
                .forEach(pair -> journal.refused(
                        loop,
                        "The %s %s came anew with bundle %s %s; the run keeps the one that it has learnt with, and a new run takes the new one."
                                .formatted(
                                        pair.old().kind(),
                                        pair.old().written(),
                                        pair.to().bundle(),
                                        pair.to().version())));
    }
}
