package org.clade.cluster.count;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.clade.api.cluster.CountAdvice;
import org.clade.api.cluster.CountAdvice.Sureness;
import org.clade.api.cluster.CountMeasures;

/**
 * Decides which number of clusters the measures speak for.
 *
 * <p>The silhouette decides: it is the only one of the measures that neither rises nor falls with the number of clusters by
 * itself. A number within {@link #MARGIN} of the best silhouette counts as equally good, and of those the one with the most
 * stable partition is recommended.
 */
public final class CountRule {

    /** Silhouettes that are this near to the best one count as equal. */
    static final double MARGIN = 0.005;

    /** Below this silhouette clusters overlap too much to count them (Kaufman and Rousseeuw, Finding Groups in Data, 1990). */
    private static final double NO_STRUCTURE = 0.25;

    private CountRule() {}

    /**
     * Weighs the measures.
     *
     * @param curve the measures of at least one number of clusters, by rising number
     * @return the advice
     */
    public static CountAdvice of(List<CountMeasures> curve) {
        CountMeasures clearest = best(curve, CountMeasures::silhouette);
        List<CountMeasures> near = curve.stream()
                .filter(each -> each.silhouette() >= clearest.silhouette() - MARGIN)
                .toList();
        int k = best(near, CountMeasures::stability).k();
        int ratio = best(curve, CountMeasures::calinskiHarabasz).k();
        int stable = best(curve, CountMeasures::stability).k();
        boolean inside = k > curve.get(0).k() && k < curve.get(curve.size() - 1).k();
        int agree = (Math.abs(ratio - k) <= 1 ? 1 : 0) + (Math.abs(stable - k) <= 1 ? 1 : 0);
        Sureness sureness = agree == 0 || !inside || clearest.silhouette() < NO_STRUCTURE
                ? Sureness.LOW
                : agree == 2 ? Sureness.HIGH : Sureness.MEDIUM;
        return new CountAdvice(k, sureness, clearest.k(), ratio, stable);
    }

    private static CountMeasures best(List<CountMeasures> curve, ToDoubleFunction<CountMeasures> measure) {
        return curve.stream().max(Comparator.comparingDouble(measure)).orElseThrow();
    }
}
