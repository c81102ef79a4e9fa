package org.clade.kmeans;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The scores of all points for a point as a center. Seeds are points, and several starts choose from the same ones, so the scores are kept
 * if there are few points. Several threads may use them.
 */
final class SeedScores {

    /** The number of points whose scores for each other take 16 MB. */
    private static final int MOST_KEPT = 2048;

    private final Points points;
    private final Estimates estimates;
    private final AtomicReferenceArray<float[][]> kept;
    private final double[] bases;
    private final double[] slopes;

    /**
     * The scores.
     *
     * @param points the points
     * @param seeds how many seeds all starts choose together
     */
    SeedScores(Points points, long seeds) {
        this.points = points;
        this.estimates = new Estimates(points.dimensions());
        this.kept = new AtomicReferenceArray<>(
                points.count() <= MOST_KEPT && seeds > points.count() / 2 ? points.count() : 0);
        this.bases = new double[points.count()];
        this.slopes = new double[points.count()];
        for (int i = 0; i < bases.length; i++) {
            double length = points.length(i);
            double alone = estimates.margin(length, 0);
            bases[i] = length * length < Estimates.MOST ? length * length - 2 * alone : Double.NaN;
            slopes[i] = 2 * (estimates.margin(length, 1) - alone);
        }
    }

    /**
     * The squared distance of a point from the origin, less its share in the error. The squared distance of a point to a center of length
     * {@code c} is at least its base - slope·c - the error for a point at the origin - 2·score.
     *
     * @return for each point
     */
    double[] bases() {
        return bases;
    }

    /** {@return for each point how its error grows with the length of a center} */
    double[] slopes() {
        return slopes;
    }

    /**
     * The scores for a point.
     *
     * @param seed the point
     * @param center the point as a center
     * @param number its number among the centers
     * @return for each block the score of each of its points
     */
    float[][] of(int seed, Centers center, int number) {
        if (kept.length() == 0) {
            return computed(center, number);
        }
        float[][] scores = kept.get(seed);
        if (scores == null) {
            scores = computed(center, number);
            kept.set(seed, scores);
        }
        return scores;
    }

    private float[][] computed(Centers center, int number) {
        float[][] scores = new float[points.blocks()][];
        int[] which = {number};
        for (int block = 0; block < scores.length; block++) {
            scores[block] = new float[points.size(block)];
            estimates.score(points.columns(block), scores[block].length, center, which, new float[][] {scores[block]});
        }
        return scores;
    }
}
