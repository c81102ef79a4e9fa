package org.clade.api.statistics;

import java.util.OptionalDouble;

/**
 * Two variants over the seeds that both have.
 *
 * @param data the data set
 * @param first one variant
 * @param second the other
 * @param metric the score
 * @param pairs how many seeds both have
 * @param difference the mean of the second minus the first
 * @param low the lower end of the confidence interval of the mean difference (Student's t); empty for one pair
 * @param high its upper end
 * @param p the two-sided p-value of the sign-flip test: how many of all ways to give the differences their signs have a mean at
 *     least as far from 0. It holds for any number of pairs and for equal ones; with n different pairs it is at least 2 / 2^n
 * @param adjusted p with Holm's correction over all comparisons of this metric
 */
public record PairedComparison(
        String data,
        String first,
        String second,
        String metric,
        int pairs,
        double difference,
        OptionalDouble low,
        OptionalDouble high,
        double p,
        double adjusted) {}
