package org.clade.api.statistics;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What statistics to make.
 *
 * @param folders folders of runs, parents of such folders, or folders of sweeps
 * @param metrics the ids of metrics; empty for ACC, NMI and ARI where there are labels, otherwise all scores
 * @param selection which evaluation of each run counts
 * @param confidence the level of confidence intervals, between 0 and 1, for instance 0.95
 * @param reference the variant that all others are compared with; empty for all pairs
 */
public record StatisticsRequest(
        List<Path> folders, List<String> metrics, Selection selection, double confidence, Optional<String> reference) {

    /** Copies the lists. */
    public StatisticsRequest {
        folders = List.copyOf(folders);
        metrics = List.copyOf(metrics);
    }
}
