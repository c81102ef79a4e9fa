package org.clade.target.relations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.clade.api.random.RandomStream;

/** Groups by k-means++: the best of several starts, by the sum of squared distances to the centres. */
final class KMeansGroups {

    private static final int MOST_ITERATIONS = 300;

    private final int clusters;
    private final int restarts;

    /**
     * The grouping.
     *
     * @param clusters K
     * @param restarts how often it starts anew
     */
    KMeansGroups(int clusters, int restarts) {
        this.clusters = clusters;
        this.restarts = restarts;
    }

    /** A row and where it stands. */
    private record Row(int index, double[] getPoint) implements Clusterable {}

    /** The outcome of one start. */
    private record Partition(int[] groups, double inertia) {}

    /**
     * Groups points. The starts run side by side; each has a random stream of its own, so the result is always the same.
     *
     * @param points a row for each point
     * @param random draws
     * @return the group of each point, 0 to K-1; fewer groups where fewer points than K differ
     */
    int[] groups(double[][] points, RandomStream random) {
        List<Row> rows = new ArrayList<>(points.length);
        for (int i = 0; i < points.length; i++) {
            rows.add(new Row(i, points[i]));
        }
        int k = Math.min(clusters, distinct(points));
        return IntStream.range(0, restarts)
                .parallel()
                .mapToObj(start -> partition(rows, k, random.derive("k-means", start)))
                .reduce((a, b) -> b.inertia() < a.inertia() ? b : a)
                .orElseThrow()
                .groups();
    }

    private static Partition partition(List<Row> rows, int k, RandomStream random) {
        List<CentroidCluster<Row>> found = new KMeansPlusPlusClusterer<Row>(
                        k,
                        MOST_ITERATIONS,
                        new EuclideanDistance(),
                        new StreamGenerator(random),
                        KMeansPlusPlusClusterer.EmptyClusterStrategy.FARTHEST_POINT)
                .cluster(rows);
        int[] groups = new int[rows.size()];
        double inertia = 0;
        for (int group = 0; group < found.size(); group++) {
            double[] centre = found.get(group).getCenter().getPoint();
            for (Row row : found.get(group).getPoints()) {
                groups[row.index()] = group;
                inertia += square(row.getPoint(), centre);
            }
        }
        return new Partition(groups, inertia);
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    /** K-means does not come to rest with more centres than there are different points. */
    private int distinct(double[][] points) {
        Set<List<Double>> seen = new HashSet<>();
        for (double[] point : points) {
            seen.add(Arrays.stream(point).boxed().toList());
            if (seen.size() >= clusters) {
                break;
            }
        }
        return seen.size();
    }
}
