package org.clade.cluster.count;

import java.util.List;
import org.clade.api.random.RandomStream;

/**
 * How often each number of clusters has the best silhouette if the images and the starts of k-means had been others (Efron,
 * Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7, 1979). A difference of silhouettes that chance can make
 * so counts as one.
 */
final class BestShares {

    private static final int DRAWS = 500;

    private BestShares() {}

    /**
     * Draws samples of the points with replacement, and for each a start of k-means.
     *
     * @param silhouettes for each number of clusters and each start, the silhouettes of all points
     * @param random draws
     * @return for each number the share of the samples in which it is the best; they add up to 1
     */
    static double[] of(List<double[][]> silhouettes, RandomStream random) {
        int points = silhouettes.get(0)[0].length;
        int starts = silhouettes.get(0).length;
        double[] shares = new double[silhouettes.size()];
        int[] drawn = new int[points];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < points; i++) {
                drawn[i] = (int) (random.uniform() * points);
            }
            int best = 0;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int number = 0; number < shares.length; number++) {
                double[] of = silhouettes.get(number)[(int) (random.uniform() * starts)];
                double sum = 0;
                for (int point : drawn) {
                    sum += of[point];
                }
                if (sum > greatest) {
                    greatest = sum;
                    best = number;
                }
            }
            shares[best] += 1.0 / DRAWS;
        }
        return shares;
    }
}
