package org.clade.api.statistics;

import org.osgi.annotation.versioning.ProviderType;

/** Makes statistics over repeated runs. */
@ProviderType
public interface RunStatistics {

    /**
     * Reads finished runs and summarizes them. Runs with the same recipe, data and options belong together; of a sweep only the
     * results that it counts are read.
     *
     * @param request which runs, and how
     * @return the statistics
     * @throws org.clade.api.part.RefusedException if there is no finished run, or if the reference or a metric is unknown
     */
    StatisticsReport of(StatisticsRequest request);

    /**
     * Summarizes one score over seeds.
     *
     * @param values the score of each run, at least one, all finite
     * @return best, mean, sample standard deviation and standard error
     * @throws IllegalArgumentException if there is none
     */
    VariantStatistics.Scores scores(double[] values);

    /**
     * Writes statistics as a table.
     *
     * @param report the statistics
     * @param format the form
     * @return the text
     */
    String table(StatisticsReport report, TableFormat format);

    /**
     * Estimates the main effects of a lattice from finished runs of its variants.
     *
     * @param request which runs, and how; its folders include one with {@code lattice.json}
     * @return the effects
     * @throws org.clade.api.part.RefusedException if there is no lattice, or if the finished runs do not tell its effects apart
     */
    EffectsReport effects(StatisticsRequest request);

    /**
     * Writes main effects as a table.
     *
     * @param report the effects
     * @param format the form
     * @return the text
     */
    String table(EffectsReport report, TableFormat format);
}
