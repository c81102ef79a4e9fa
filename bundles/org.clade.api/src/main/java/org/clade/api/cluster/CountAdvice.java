package org.clade.api.cluster;

/**
 * Which number of clusters the measures speak for.
 *
 * @param k the recommended number of clusters
 * @param sureness how sure it is
 * @param silhouette the number with the greatest silhouette
 * @param calinskiHarabasz the number with the greatest variance ratio
 * @param stability the number with the most stable partitions
 */
public record CountAdvice(int k, Sureness sureness, int silhouette, int calinskiHarabasz, int stability) {

    /** How sure a recommendation is. */
    public enum Sureness {
        /** Every measure is best within one cluster of the recommendation. */
        HIGH("very sure", "the measures agree"),
        /** One other measure is best within one cluster of the recommendation. */
        MEDIUM("fairly sure", "the measures agree in part"),
        /** No other measure agrees, or the silhouette is at an end of the range or low. */
        LOW("not sure", "the measures disagree; look at the clusters before you believe it");

        private final String degree;
        private final String words;

        Sureness(String degree, String words) {
            this.degree = degree;
            this.words = words;
        }

        /** {@return how sure, in two words} */
        public String degree() {
            return degree;
        }

        /** {@return the reason in words} */
        public String words() {
            return words;
        }
    }
}
