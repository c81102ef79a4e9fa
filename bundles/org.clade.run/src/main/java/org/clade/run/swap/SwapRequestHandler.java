package org.clade.run.swap;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.clade.api.run.PartSwap;
import org.clade.api.variant.VariantLease;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.PartReplacement;
import org.clade.run.training.TrainingLoop;

/** Answers swaps that a run was asked for. */
final class SwapRequestHandler {

    private final RunParts parts;
    private final PartComposer composer;
    private final SwapRecorder journal;
    private final PartReplacer taker;
    private final SwapTrial trial;

    /**
     * The answers of a run.
     *
     * @param parts what it works with
     * @param composer makes variants with other parts
     * @param journal what is written of edits
     * @param taker puts them in
     * @param trial begins where they are taken
     */
    SwapRequestHandler(
            RunParts parts, PartComposer composer, SwapRecorder journal, PartReplacer taker, SwapTrial trial) {
        this.parts = parts;
        this.composer = composer;
        this.journal = journal;
        this.taker = taker;
        this.trial = trial;
    }

    /** Takes the parts that were asked for, or refuses them. */
    void answer(TrainingLoop loop, RequestedSwap request) {
        VariantLease use = null;
        try {
            long start = System.nanoTime();
            PartComposer.Composed composed =
                    composer.compose(parts.variant(), journal.log().changes(), request.replacements(), request.known());
            use = composed.use();
            RunParts.Held next = RunParts.Held.of(use, use.variant());
            List<PartReplacement> edits = taker.edits(loop, next, PartReplacement.SWAP);
            taker.take(loop, next, composed.changes(), edits, request::become);
            request.become(
                    PartSwap.State.TAKEN,
                    String.format(
                            Locale.ROOT,
                            "Run %s works with %s since step %s (large batch %s); the swap took %.1f s.",
                            composer.run(),
                            edits.stream().map(PartReplacement::by).collect(Collectors.joining(", ")),
                            loop.position().steps,
                            loop.position().rounds,
                            (System.nanoTime() - start) / 1e9));
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            if (use != null && !trial.on()) {
                use.close();
            }
            request.become(PartSwap.State.REFUSED, taker.refuse(loop, e));
        }
    }
}
