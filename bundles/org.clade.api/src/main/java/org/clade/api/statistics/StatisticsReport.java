package org.clade.api.statistics;

import java.util.List;

/**
 * Scores of variants over seeds, and how they compare.
 *
 * @param selection which evaluation of each run counts
 * @param confidence the level of the confidence intervals
 * @param metrics the ids of the metrics
 * @param variants the variants
 * @param comparisons variants on the same data over the same seeds
 * @param leftOut runs that do not count, and why
 */
public record StatisticsReport(
        Selection selection,
        double confidence,
        List<String> metrics,
        List<VariantStatistics> variants,
        List<PairedComparison> comparisons,
        List<String> leftOut) {

    /** Copies the lists. */
    public StatisticsReport {
        metrics = List.copyOf(metrics);
        variants = List.copyOf(variants);
        comparisons = List.copyOf(comparisons);
        leftOut = List.copyOf(leftOut);
    }
}
