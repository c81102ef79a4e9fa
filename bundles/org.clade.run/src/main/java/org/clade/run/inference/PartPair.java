package org.clade.run.inference;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.variant.PartUse;
import org.clade.run.progress.PartOrigin;
import org.clade.run.progress.PartReplacement;
import org.clade.run.progress.TrainingPosition;

/**
 * A part of a run and its possible replacement.
 *
 * @param old the current part
 * @param from its bundle
 * @param by the other part
 * @param to its bundle
 */
public record PartPair(PartUse old, PartOrigin from, PartUse by, PartOrigin to) {

    /** {@return every part of a variant, paired with the part of another variant in its place} */
    public static List<PartPair> of(RunParts.Held now, RunParts.Held next) {
        List<PartUse> mine = now.variant().parts();
        List<PartUse> theirs = next.variant().parts();
        return IntStream.range(0, mine.size())
                .mapToObj(i -> of(now, mine.get(i), next, theirs.get(i)))
                .toList();
    }

    private static PartPair of(RunParts.Held now, PartUse old, RunParts.Held next, PartUse by) {
        return new PartPair(old, now.origin(old), by, next.origin(by));
    }

    /** {@return whether another part replaces a part without weights} */
    public boolean replaced() {
        return !old.kind().holdsWeights() && !(old.written().equals(by.written()) && from.equals(to));
    }

    /** {@return whether the pair differs in its bundle and a run cannot replace the part during training} */
    public boolean boundPartUpdated() {
        return old.kind().holdsWeights() && !from.equals(to);
    }

    /** {@return this replacement, on trial} */
    public PartReplacement replacement(TrainingPosition position, int epoch, String cause) {
        return new PartReplacement(
                Instant.now().toString(),
                position.rounds(),
                position.steps(),
                epoch,
                old.kind().id(),
                List.of(old.place()),
                old.written(),
                by.written(),
                from,
                to,
                cause,
                PartReplacement.ON_TRIAL);
    }
}
