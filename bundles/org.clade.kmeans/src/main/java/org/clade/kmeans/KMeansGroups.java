package org.clade.kmeans;

import java.util.stream.IntStream;
import org.clade.api.random.RandomStream;

/**
 * Groups by k-means++: the best of several starts, by the sum of squared distances to the centers (Arthur and
 * Vassilvitskii, k-means++: The Advantages of Careful Seeding, SODA 2007).
 *
 * <p>A start ends when no point changes its group, when the centers move at most as far as {@code tolerance} allows, or after
 * {@code iterations} rounds. A group that loses all its points takes the point that lies farthest from its own center. The
 * starts run in parallel. Each has its own random stream, and of equally good starts the first one wins, so the result depends
 * on the stream only and not on the number of threads.
 *
 * @param clusters K
 * @param starts the number of starts
 * @param iterations the maximum number of iterations per start
 * @param tolerance a start ends when the sum of the centers' squared moves is at most this share of the points' mean
 *     variance (scikit-learn's default is 1e-4); 0 to stop only when no point changes its group
 */
public record KMeansGroups(int clusters, int starts, int iterations, double tolerance) {

    /**
     * Groups points.
     *
     * @param points the points
     * @param random draws
     * @return the group of each point, 0 to K-1; fewer groups if there are fewer than K different points
     */
    public int[] of(Points points, RandomStream random) {
        // K-means does not converge with more centers than different points.
        int k = points.distinct(clusters);
        double rest = tolerance == 0 ? 0 : tolerance * points.variance();
        SeedScores scores = new SeedScores(points, (long) starts * k);
        return IntStream.range(0, starts)
                .parallel()
                .mapToObj(start -> {
                    KMeansStart one = new KMeansStart(points, scores, k);
                    one.seed(random.derive("k-means", start));
                    one.settle(iterations, rest);
                    return one;
                })
                .reduce((a, b) -> b.inertia() < a.inertia() ? b : a)
                .map(KMeansStart::groups)
                .orElseThrow();
    }
}
