package org.clade.api.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The scores of one variant on one data set over its seeds.
 *
 * @param name the variant; keys in which recipes of this name differ follow in brackets
 * @param data the data set and which of its images
 * @param seeds the seed of each run, rising
 * @param metrics the scores by metric id
 */
public record VariantStatistics(String name, String data, List<Long> seeds, Map<String, Scores> metrics) {

    /** Copies seeds and scores. */
    public VariantStatistics {
        seeds = List.copyOf(seeds);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * One score over seeds.
     *
     * @param n how many runs have it
     * @param best the greatest
     * @param mean the mean
     * @param deviation the sample standard deviation (n - 1); empty for one run
     * @param error the standard error of the mean; empty for one run
     */
    public record Scores(int n, double best, double mean, OptionalDouble deviation, OptionalDouble error) {}
}
