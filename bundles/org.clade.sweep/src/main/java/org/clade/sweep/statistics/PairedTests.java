package org.clade.sweep.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.clade.api.statistics.PairedComparison;
import org.clade.api.statistics.Selection;

/**
 * Compares variants over the seeds that both have.
 *
 * @param selection which evaluation counts
 * @param confidence the level of the intervals
 * @param reference the variant that others are compared with; empty for all pairs
 */
record PairedTests(Selection selection, double confidence, Optional<String> reference) {

    /** {@return the comparisons of a metric, corrected together} */
    List<PairedComparison> of(List<VariantRuns> variants, String metric) {
        List<PairedComparison> plain = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            for (int j = 0; j < variants.size(); j++) {
                VariantRuns first = variants.get(i);
                VariantRuns second = variants.get(j);
                boolean wanted = reference.isPresent() ? first.name().equals(reference.get()) && i != j : i < j;
                if (wanted && first.data().equals(second.data())) {
                    compared(first, second, metric).ifPresent(plain::add);
                }
            }
        }
        double[] corrected = HolmCorrection.of(
                plain.stream().mapToDouble(PairedComparison::p).toArray());
        List<PairedComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < corrected.length; i++) {
            PairedComparison one = plain.get(i);
            comparisons.add(new PairedComparison(
                    one.data(),
                    one.first(),
                    one.second(),
                    one.metric(),
                    one.pairs(),
                    one.difference(),
                    one.low(),
                    one.high(),
                    one.p(),
                    corrected[i]));
        }
        return comparisons;
    }

    private Optional<PairedComparison> compared(VariantRuns first, VariantRuns second, String metric) {
        double[] differences = first.runs().keySet().stream()
                .filter(second.runs()::containsKey)
                .mapToDouble(seed -> score(second, seed, metric) - score(first, seed, metric))
                .filter(Double::isFinite)
                .toArray();
        if (differences.length == 0) {
            return Optional.empty();
        }
        SummaryStatistics statistics = new SummaryStatistics();
        Arrays.stream(differences).forEach(statistics::addValue);
        double mean = statistics.getMean();
        OptionalDouble half = differences.length < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        new TDistribution(differences.length - 1).inverseCumulativeProbability((1 + confidence) / 2)
                                * statistics.getStandardDeviation()
                                / Math.sqrt(differences.length));
        double p = SignFlipTest.p(differences);
        return Optional.of(new PairedComparison(
                first.data(),
                first.name(),
                second.name(),
                metric,
                differences.length,
                mean,
                half.isPresent() ? OptionalDouble.of(mean - half.getAsDouble()) : OptionalDouble.empty(),
                half.isPresent() ? OptionalDouble.of(mean + half.getAsDouble()) : OptionalDouble.empty(),
                p,
                p));
    }

    private double score(VariantRuns variant, long seed, String metric) {
        return variant.runs().get(seed).scores(selection).get(metric).orElse(Double.NaN);
    }
}
