package org.clade.kmeans;

import java.util.stream.IntStream;
import org.clade.api.random.RandomStream;

/**
 * Groups by k-means++: the best of several starts, by the sum of squared distances to the centers (Arthur and
 * Vassilvitskii, k-means++: The Advantages of Careful Seeding, SODA 2007).
 *
 * <p>A start ends when no point changes its group, when the centers move no further than {@code tolerance} says, or after
 * {@code iterations} rounds. A group that loses all its points takes the point that lies farthest from its own center. The
 * starts run side by side; each draws from a stream of its own and of equally good ones the first is kept, so the result
 * depends on the stream only and not on the number of threads.
 *
 * @param clusters K
 * @param starts how often it starts anew
 * @param iterations rounds of averaging and assigning at the most, per start
 * @param tolerance a start ends when the sum of the centers' squared moves is at most this share of the points' mean
 *     variance (scikit-learn's default is 1e-4); 0 where only rest counts
 */
public record KMeansGroups(int clusters, int starts, int iterations, double tolerance) {

    /**
     * Groups points.
     *
     * @param points the points
     * @param random draws
     * @return the group of each point, 0 to K-1; fewer groups where fewer points than K differ
     */
    public int[] of(Points points, RandomStream random) {
        // K-means does not come to rest with more centers than there are different points.
        int k = points.distinct(clusters);
        double rest = tolerance == 0 ? 0 : tolerance * points.variance();
        return IntStream.range(0, starts)
                .parallel()
                .mapToObj(start -> {
                    KMeansStart one = new KMeansStart(points, k);
                    one.seed(random.derive("k-means", start));
                    one.settle(iterations, rest);
                    return one;
                })
                .reduce((a, b) -> b.inertia() < a.inertia() ? b : a)
                .map(KMeansStart::groups)
                .orElseThrow();
    }
}
