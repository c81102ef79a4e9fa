package org.clade.baseline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.DistanceMeasure;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;
import org.clade.api.baseline.Baseline;
import org.clade.api.baseline.ProvidesBaseline;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;

/**
 * K-means with k-means++ seeds and several restarts, of which the one with the least sum of squared distances to the
 * centres is kept (Apache Commons Math; Arthur and Vassilvitskii, k-means++: The Advantages of Careful Seeding, SODA
 * 2007).
 *
 * <p>Restarts run in parallel. Each draws from a stream of its own and of equally good ones the first is kept, so the
 * result depends on the stream only and not on the number of threads.
 */
@Component
@ProvidesBaseline(
        id = "kmeans",
        summary = "K-means with k-means++ seeds, the best of several restarts (Apache Commons Math)")
public final class KMeans implements Baseline {

    private static final Option RESTARTS =
            Option.whole("restarts", 4, 1, 1000, "How often to start anew; the tightest clustering is kept.");
    private static final Option ITERATIONS =
            Option.whole("iterations", 100, 1, 100_000, "Rounds of assigning and averaging at the most, per restart.");

    @Override
    public List<Option> options() {
        return List.of(RESTARTS, ITERATIONS);
    }

    @Override
    public int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random) {
        if (clusters < 1 || clusters > rows.length) {
            throw new RefusedException("kmeans cannot make %d clusters of %d images; ask for 1 to %d."
                    .formatted(clusters, rows.length, rows.length));
        }
        List<Row> points = IntStream.range(0, rows.length)
                .mapToObj(i -> new Row(i, rows[i]))
                .toList();
        int iterations = settings.whole(ITERATIONS.name());
        return IntStream.range(0, settings.whole(RESTARTS.name()))
                .parallel()
                .mapToObj(restart -> start(points, clusters, iterations, random.derive("restart", restart)))
                .toList()
                .stream()
                .min(Comparator.comparingDouble(Result::cost))
                .map(Result::clusterOfRow)
                .orElseThrow();
    }

    private static Result start(List<Row> points, int clusters, int iterations, RandomStream random) {
        DistanceMeasure distance = new EuclideanDistance();
        List<CentroidCluster<Row>> found = new KMeansPlusPlusClusterer<Row>(
                        clusters, iterations, distance, new Well19937c(random.seed()))
                .cluster(points);
        int[] clusterOfRow = new int[points.size()];
        double cost = 0;
        for (int cluster = 0; cluster < found.size(); cluster++) {
            double[] centre = found.get(cluster).getCenter().getPoint();
            for (Row row : found.get(cluster).getPoints()) {
                clusterOfRow[row.index()] = cluster;
                cost += Math.pow(distance.compute(centre, row.getPoint()), 2);
            }
        }
        return new Result(cost, clusterOfRow);
    }

    private record Result(double cost, int[] clusterOfRow) {}

    private record Row(int index, double[] values) implements Clusterable {

        @Override
        public double[] getPoint() {
            return values;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Row row && row.index == index;
        }

        @Override
        public int hashCode() {
            return index;
        }

        @Override
        public String toString() {
            return index + Arrays.toString(values);
        }
    }
}
