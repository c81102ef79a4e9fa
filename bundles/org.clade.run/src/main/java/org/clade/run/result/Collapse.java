package org.clade.run.result;

import java.util.Locale;
import java.util.Map;

/**
 * Decides whether a clustering collapsed: its images are in fewer than {@value #EFFECTIVE_CLUSTERS} effective clusters
 * (e to the entropy of the clusters' shares), or one cluster holds more than {@value #LARGEST_SHARE} of them. A clustering into
 * one cluster cannot collapse.
 */
public final class Collapse {

    /** Fewer effective clusters than this are a collapse. */
    public static final double EFFECTIVE_CLUSTERS = 1.5;

    /** A larger share of the images in one cluster is a collapse. */
    public static final double LARGEST_SHARE = 0.95;

    private Collapse() {}

    /**
     * Judges a clustering.
     *
     * @param scores its scores by metric; a missing metric does not count
     * @param clusters K
     * @return whether it collapsed
     */
    public static boolean of(Map<String, ?> scores, int clusters) {
        return clusters > 1
                && (number(scores, "effective_clusters", clusters) < EFFECTIVE_CLUSTERS
                        || number(scores, "largest_share", 0) > LARGEST_SHARE);
    }

    /**
     * Describes a collapse and what usually helps.
     *
     * @param scores the scores of the collapsed clustering
     * @param clusters K
     * @return the sentences
     */
    public static String sentence(Map<String, ?> scores, int clusters) {
        return String.format(
                Locale.ROOT,
                "The clusters collapsed: one cluster holds %.0f%% of the images (%.1f effective clusters of %d), so the assignments are of little use. What usually helps: another --seed, a smaller learning rate, a larger weight of the task that spreads images over clusters (--set tasks=…, see variant:show), more images, or a smaller --k.",
                100 * number(scores, "largest_share", 1),
                number(scores, "effective_clusters", 1),
                clusters);
    }

    private static double number(Map<String, ?> scores, String name, double missing) {
        return scores.get(name) instanceof Number number && Double.isFinite(number.doubleValue())
                ? number.doubleValue()
                : missing;
    }
}
