package org.clade.api.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a search found.
 *
 * @param folder its folder
 * @param ended whether it came to its end, in time or because the time was over; a stopped one can go on
 * @param candidates each candidate that finished a round, after its latest one; the best first
 * @param unfinished candidates that finished no round in the time
 * @param recipe the recipe of the best one; empty unless the search has ended
 * @param correlation Spearman's rank correlation of score and accuracy over the candidates of the first round; empty without labels or with
 *     fewer than three candidates
 */
public record TuneReport(
        Path folder,
        boolean ended,
        List<TunedCandidate> candidates,
        int unfinished,
        Optional<Path> recipe,
        OptionalDouble correlation) {

    /** Copies the list. */
    public TuneReport {
        candidates = List.copyOf(candidates);
    }
}
