package org.clade.kmeans;

import java.util.Arrays;

/**
 * Estimates in float32 of how near points are to centers: the score {@code x·c - |c|²/2}, which falls as the distance grows, since
 * {@code |x - c|² = |x|² - 2 (x·c - |c|²/2)}. Each score is at most a known margin away from the exact one. So a center whose score is
 * two margins below the best one need not be looked at exactly.
 */
final class Estimates {

    /** The number of dimensions added at once. */
    private static final int STEP = 4;

    /** The number of centers whose scores are added up together. */
    private static final int AT_ONCE = 4;

    /** Twice the relative error of a float32 operation, which covers the errors of float64 too. */
    private static final double ERROR = 0x1p-22;

    /** More than the relative error of a float64 operation. */
    private static final double DOUBLE_ERROR = 0x1p-50;

    /** More than the absolute error of an operation whose result is too small for float32. */
    private static final double TINY = 0x1p-146;

    /** Products beyond it may be too large for float32. */
    static final double MOST = 1e37;

    private final int dimensions;

    Estimates(int dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * The largest error of the scores of a point.
     *
     * @param length the point's distance from the origin
     * @param most that of the farthest center
     * @return the margin; not a number if float32 is too small for the numbers, so that no comparison with it holds
     */
    double margin(double length, double most) {
        if (!(length * most < MOST && most * most < MOST)) {
            return Double.NaN;
        }
        return (dimensions + 8)
                * (ERROR * (length * most + most * most) + DOUBLE_ERROR * length * length + TINY * (1 + length + most));
    }

    /**
     * Scores some points for some centers, a few of them at once, so that coordinates and scores stay in the first cache.
     *
     * @param columns the coordinates of the points, an array for each dimension
     * @param count how many points
     * @param centers the centers
     * @param which their numbers
     * @param scores receives for each number in {@code which} the score of each point
     */
    void score(float[][] columns, int count, Centers centers, int[] which, float[][] scores) {
        for (int from = 0; from < which.length; from += AT_ONCE) {
            int to = Math.min(which.length, from + AT_ONCE);
            for (int k = from; k < to; k++) {
                Arrays.fill(scores[k], 0, count, centers.half(which[k]));
            }
            for (int d = 0; d < dimensions; d += STEP) {
                for (int k = from; k < to; k++) {
                    add(columns, d, count, centers.rounded(which[k]), scores[k]);
                }
            }
        }
    }

    private void add(float[][] columns, int d, int count, float[] center, float[] scores) {
        if (d + STEP <= dimensions) {
            add(
                    count,
                    columns[d],
                    columns[d + 1],
                    columns[d + 2],
                    columns[d + 3],
                    center[d],
                    center[d + 1],
                    center[d + 2],
                    center[d + 3],
                    scores);
        } else {
            for (int rest = d; rest < dimensions; rest++) {
                add(count, columns[rest], center[rest], scores);
            }
        }
    }

    /** One array is written only: with two, the compiler does not make vector instructions of it. */
    private static void add(
            int count,
            float[] x,
            float[] y,
            float[] z,
            float[] w,
            float ax,
            float ay,
            float az,
            float aw,
            float[] scores) {
        for (int i = 0; i < count; i++) {
            scores[i] = scores[i] + (x[i] * ax + y[i] * ay) + (z[i] * az + w[i] * aw);
        }
    }

    private static void add(int count, float[] column, float at, float[] scores) {
        for (int i = 0; i < count; i++) {
            scores[i] += column[i] * at;
        }
    }
}
