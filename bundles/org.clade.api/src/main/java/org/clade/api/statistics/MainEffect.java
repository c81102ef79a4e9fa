package org.clade.api.statistics;

import java.util.OptionalDouble;

/**
 * How much one level of a factor changes a score, averaged over the other factors.
 *
 * @param metric the score
 * @param factor the factor
 * @param level the level
 * @param against the variant's own level, which it is compared with
 * @param runs how many runs have the level
 * @param effect the change of the score by the level
 * @param error its standard error; empty without degrees of freedom
 * @param low the lower end of its confidence interval (Student's t); empty without degrees of freedom
 * @param high its upper end
 * @param p two-sided p-value of no effect; empty without degrees of freedom
 * @param adjusted p with Holm's correction over the effects on this metric
 */
public record MainEffect(
        String metric,
        String factor,
        String level,
        String against,
        int runs,
        double effect,
        OptionalDouble error,
        OptionalDouble low,
        OptionalDouble high,
        OptionalDouble p,
        OptionalDouble adjusted) {}
