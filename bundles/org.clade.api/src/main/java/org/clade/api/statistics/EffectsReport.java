package org.clade.api.statistics;

import java.util.List;

/**
 * The main effects of a lattice of variants: least squares on the levels of all factors and on the seeds.
 *
 * @param variant the variant that the lattice varies
 * @param data the data set
 * @param selection which evaluation of each run counts
 * @param confidence the level of the confidence intervals
 * @param runs finished runs
 * @param seeds seeds of them
 * @param degrees degrees of freedom that are left for the errors
 * @param effects the effects, by metric
 * @param leftOut runs that do not count, and why
 */
public record EffectsReport(
        String variant,
        String data,
        Selection selection,
        double confidence,
        int runs,
        int seeds,
        int degrees,
        List<MainEffect> effects,
        List<String> leftOut) {

    /** Copies the lists. */
    public EffectsReport {
        effects = List.copyOf(effects);
        leftOut = List.copyOf(leftOut);
    }
}
