package org.clade.kmeans;

import java.util.Arrays;
import org.clade.api.random.RandomStream;

/**
 * The seeds of k-means++: points, each drawn with a probability proportional to its squared distance to the nearest earlier seed. A squared
 * distance is computed exactly only where the estimate does not show that it is larger than that to an earlier seed.
 */
final class Seeding {

    private final Points points;
    private final SeedScores scores;
    private final Estimates estimates;
    private final Assignment assignment;
    private final int[] unsure;
    private final double[][] seeds;
    private final double[] squares;

    /**
     * Seeds.
     *
     * @param points the points
     * @param scores their scores for each other
     * @param assignment receives the nearest seed of each point
     */
    Seeding(Points points, SeedScores scores, Assignment assignment) {
        this.points = points;
        this.scores = scores;
        this.estimates = new Estimates(points.dimensions());
        this.assignment = assignment;
        this.unsure = new int[points.count()];
        this.seeds = new double[points.count()][];
        this.squares = new double[points.count()];
    }

    /** Chooses the centers. */
    void choose(Centers centers, RandomStream random) {
        boolean[] taken = new boolean[points.count()];
        double[] nearest = new double[points.count()];
        double[] second = new double[points.count()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        Arrays.fill(second, Double.POSITIVE_INFINITY);
        int[] groups = new int[points.count()];
        int chosen = (int) (random.uniform() * points.count());
        for (int center = 0; center < centers.count(); center++) {
            if (center > 0) {
                chosen = drawn(nearest, taken, random.uniform());
            }
            taken[chosen] = true;
            centers.put(center, points.point(chosen));
            int count = unsure(scores.of(chosen, centers, center), points.length(chosen), nearest, second);
            Arrays.fill(seeds, 0, count, centers.place(center));
            points.squares(unsure, count, seeds, squares);
            for (int at = 0; at < count; at++) {
                int i = unsure[at];
                if (squares[i] < nearest[i]) {
                    second[i] = nearest[i];
                    nearest[i] = squares[i];
                    groups[i] = center;
                } else {
                    second[i] = Math.min(second[i], squares[i]);
                }
            }
        }
        centers.measure();
        assignment.begin(groups, nearest, second);
    }

    /** {@return the number of points that may be nearer to the new seed; the others' bounds are lowered if it may be the second nearest} */
    private int unsure(float[][] scored, double length, double[] nearest, double[] second) {
        int count = 0;
        double[] bases = scores.bases();
        double[] slopes = scores.slopes();
        double constant = 2 * estimates.margin(0, length);
        for (int block = 0; block < scored.length; block++) {
            int first = points.first(block);
            float[] score = scored[block];
            for (int j = 0; j < score.length; j++) {
                int i = first + j;
                double least = bases[i] - slopes[i] * length - constant - 2.0 * score[j];
                if (least > nearest[i]) {
                    second[i] = Math.min(second[i], least);
                } else {
                    unsure[count++] = i;
                }
            }
        }
        return count;
    }

    private static int drawn(double[] weights, boolean[] taken, double share) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += taken[i] ? 0 : weights[i];
        }
        double wanted = share * sum;
        int last = -1;
        sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!taken[i]) {
                sum += weights[i];
                last = i;
                if (sum >= wanted) {
                    return i;
                }
            }
        }
        return last;
    }
}
