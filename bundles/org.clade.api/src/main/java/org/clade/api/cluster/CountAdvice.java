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
        /** Nearly all samples of the images, and the stability, speak for the recommendation or a number next to it. */
        HIGH("very sure", "the measures agree"),
        /** Most samples of the images speak for the recommendation or a number next to it. */
        MEDIUM("fairly sure", "most samples of the images agree"),
        /** The samples disagree, the recommendation is at an end of the range, or the clusters overlap. */
        LOW("not sure", "the measures disagree, or the clusters overlap; look at the clusters before you believe it");

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
