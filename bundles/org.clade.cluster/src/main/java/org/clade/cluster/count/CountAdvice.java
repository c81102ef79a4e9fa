package org.clade.cluster.count;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Which number of clusters the measures speak for.
 *
 * <p>The silhouette decides: it is the only one of the measures that neither rises nor falls with the number of clusters by
 * itself. A number within {@link #MARGIN} of the best silhouette counts as equally good, and of those the one with the most
 * stable partition is recommended.
 *
 * @param k the recommended number of clusters
 * @param sureness how sure it is
 * @param silhouette the number with the greatest silhouette
 * @param calinskiHarabasz the number with the greatest variance ratio
 * @param stability the number with the most stable partitions
 */
public record CountAdvice(int k, Sureness sureness, int silhouette, int calinskiHarabasz, int stability) {

    /** Silhouettes that are this near to the best one count as equal. */
    static final double MARGIN = 0.01;

    /** How sure a recommendation is. */
    public enum Sureness {
        /** Every measure is best within one cluster of the recommendation. */
        HIGH("the measures agree"),
        /** One other measure is best within one cluster of the recommendation. */
        MEDIUM("the measures agree in part"),
        /** No other measure agrees, or the silhouette is at an end of the range or low. */
        LOW("the measures disagree; look at the clusters before you believe it");

        private final String words;

        Sureness(String words) {
            this.words = words;
        }

        /** {@return the reason in words} */
        public String words() {
            return words;
        }
    }

    /** Below this silhouette clusters overlap too much to count them (Kaufman and Rousseeuw, Finding Groups in Data, 1990). */
    private static final double NO_STRUCTURE = 0.25;

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
