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
 * itself. Recommended is the number that has the best silhouette in the largest share of the samples of the images
 * ({@link BestShares}), so that no difference counts which another draw of images would turn round. How sure that is depends on
 * the share of the samples whose best number is at most one away, and on the stability.
 */
public final class CountRule {

    /** Below this silhouette clusters overlap too much to count them (Kaufman and Rousseeuw, Finding Groups in Data, 1990). */
    private static final double NO_STRUCTURE = 0.25;

    private static final double NEARLY_ALL = 0.9;
    private static final double MOST = 0.6;

    private CountRule() {}

    /**
     * Weighs the measures.
     *
     * @param curve the measures of at least one number of clusters, by rising number
     * @return the advice
     */
    public static CountAdvice of(List<CountMeasures> curve) {
        CountMeasures recommended = best(curve, CountMeasures::bestShare);
        int k = recommended.k();
        CountMeasures clearest = best(curve, CountMeasures::silhouette);
        int ratio = best(curve, CountMeasures::calinskiHarabasz).k();
        int stable = best(curve, CountMeasures::stability).k();
        return new CountAdvice(k, sureness(curve, recommended, stable), clearest.k(), ratio, stable);
    }

    private static Sureness sureness(List<CountMeasures> curve, CountMeasures recommended, int stable) {
        int k = recommended.k();
        double near = curve.stream()
                .filter(each -> Math.abs(each.k() - k) <= 1)
                .mapToDouble(CountMeasures::bestShare)
                .sum();
        boolean inside = k > curve.get(0).k() && k < curve.get(curve.size() - 1).k();
        if (!inside || near < MOST || recommended.silhouette() < NO_STRUCTURE) {
            return Sureness.LOW;
        }
        return near >= NEARLY_ALL && Math.abs(stable - k) <= 1 ? Sureness.HIGH : Sureness.MEDIUM;
    }

    private static CountMeasures best(List<CountMeasures> curve, ToDoubleFunction<CountMeasures> measure) {
        return curve.stream()
                .max(Comparator.comparingDouble(measure).thenComparing(CountMeasures::k, Comparator.reverseOrder()))
                .orElseThrow();
    }
}
