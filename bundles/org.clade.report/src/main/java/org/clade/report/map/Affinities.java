package org.clade.report.map;

import java.util.Arrays;

/**
 * How near points are to each other, as t-SNE has it (van der Maaten and Hinton 2008, Eq. 1; 2014, Eq. 6 and 7): each point has
 * a Gaussian of its own, as wide as makes its perplexity the one wanted; only its nearest neighbors count, three times as many
 * as the perplexity; the result is symmetric and sums to 1.
 *
 * @param neighbors for each point the others that count, ascending
 * @param weights the affinity to each of them
 */
public record Affinities(int[][] neighbors, double[][] weights) {

    private static final int NEIGHBORS_PER_PERPLEXITY = 3;
    private static final int SEARCH = 60;
    private static final double TOLERANCE = 1e-6;

    /** The distances of a point to all points. */
    @FunctionalInterface
    public interface Distances {

        /**
         * Gives the distances of a point.
         *
         * @param point its number
         * @return the squared distance to each point, its own included
         */
        float[] of(int point);
    }

    /**
     * Calibrates.
     *
     * @param points how many there are
     * @param perplexity the effective number of neighbors; a third of the other points at most
     * @param distances the squared distances
     * @return the affinities
     */
    public static Affinities of(int points, double perplexity, Distances distances) {
        double wanted = Math.min(perplexity, Math.max(1, (points - 1) / (double) NEIGHBORS_PER_PERPLEXITY));
        int count = Math.min(points - 1, (int) Math.ceil(NEIGHBORS_PER_PERPLEXITY * wanted));
        int[][] nearest = new int[points][];
        double[][] conditional = new double[points][];
        for (int i = 0; i < points; i++) {
            float[] row = distances.of(i);
            nearest[i] = nearest(row, i, count);
            double[] some = Arrays.stream(nearest[i]).mapToDouble(j -> row[j]).toArray();
            conditional[i] = conditional(some, wanted);
        }
        return symmetric(nearest, conditional);
    }

    /** {@return the nearest other points, ascending by number} */
    private static int[] nearest(float[] row, int self, int count) {
        long[] keys = new long[row.length - 1];
        int next = 0;
        for (int j = 0; j < row.length; j++) {
            if (j != self) {
                keys[next++] = (long) Float.floatToIntBits(Math.max(0, row[j])) << Integer.SIZE | j;
            }
        }
        Arrays.sort(keys);
        return Arrays.stream(keys)
                .limit(count)
                .mapToInt(key -> (int) key)
                .sorted()
                .toArray();
    }

    /**
     * The shares of the neighbors of one point.
     *
     * @param distances squared distances to them
     * @param perplexity the perplexity wanted
     * @return shares that sum to 1, whose entropy is the logarithm of the perplexity
     */
    static double[] conditional(double[] distances, double perplexity) {
        double least = Arrays.stream(distances).min().orElse(0);
        double scale = Arrays.stream(distances).map(d -> d - least).average().orElse(0);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double beta = scale > 0 ? 1 / scale : 1;
        double[] shares = new double[distances.length];
        for (int step = 0; step < SEARCH; step++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < distances.length; j++) {
                shares[j] = Math.exp(-beta * (distances[j] - least));
                sum += shares[j];
                weighted += shares[j] * (distances[j] - least);
            }
            double difference = Math.log(sum) + beta * weighted / sum - Math.log(perplexity);
            for (int j = 0; j < shares.length; j++) {
                shares[j] /= sum;
            }
            if (Math.abs(difference) < TOLERANCE) {
                break;
            }
            if (difference > 0) {
                low = beta;
                beta = Double.isInfinite(high) ? 2 * beta : (beta + high) / 2;
            } else {
                high = beta;
                beta = (beta + low) / 2;
            }
        }
        return shares;
    }

    private static Affinities symmetric(int[][] nearest, double[][] conditional) {
        int points = nearest.length;
        int[] counts = new int[points];
        for (int i = 0; i < points; i++) {
            for (int j : nearest[i]) {
                counts[i]++;
                if (Arrays.binarySearch(nearest[j], i) < 0) {
                    counts[j]++;
                }
            }
        }
        int[][] neighbors = new int[points][];
        double[][] weights = new double[points][];
        for (int i = 0; i < points; i++) {
            neighbors[i] = new int[counts[i]];
            weights[i] = new double[counts[i]];
        }
        int[] next = new int[points];
        for (int i = 0; i < points; i++) {
            for (int a = 0; a < nearest[i].length; a++) {
                int j = nearest[i][a];
                int back = Arrays.binarySearch(nearest[j], i);
                double weight = (conditional[i][a] + (back < 0 ? 0 : conditional[j][back])) / (2.0 * points);
                neighbors[i][next[i]] = j;
                weights[i][next[i]++] = weight;
                if (back < 0) {
                    neighbors[j][next[j]] = i;
                    weights[j][next[j]++] = weight;
                }
            }
        }
        return new Affinities(neighbors, weights);
    }

    /** {@return how many points there are} */
    public int points() {
        return neighbors.length;
    }
}
