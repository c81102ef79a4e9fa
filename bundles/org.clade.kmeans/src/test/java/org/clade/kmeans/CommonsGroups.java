package org.clade.kmeans;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.Clusterable;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.clade.api.random.RandomStream;

/** The same with Apache Commons Math, for comparison. */
final class CommonsGroups {

    private CommonsGroups() {}

    private record Row(int index, double[] getPoint) implements Clusterable {}

    static int[] of(double[][] points, int k, int starts, int iterations, RandomStream random) {
        List<Row> rows = new ArrayList<>();
        for (double[] point : points) {
            rows.add(new Row(rows.size(), point));
        }
        int[] best = new int[0];
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < starts; start++) {
            List<CentroidCluster<Row>> found = new KMeansPlusPlusClusterer<Row>(
                            k,
                            iterations,
                            new EuclideanDistance(),
                            generator(random.derive("k-means", start)),
                            KMeansPlusPlusClusterer.EmptyClusterStrategy.FARTHEST_POINT)
                    .cluster(rows);
            int[] groups = new int[points.length];
            double inertia = 0;
            for (int group = 0; group < found.size(); group++) {
                double[] center = found.get(group).getCenter().getPoint();
                for (Row row : found.get(group).getPoints()) {
                    groups[row.index()] = group;
                    double square = 0;
                    for (int d = 0; d < center.length; d++) {
                        square += (row.getPoint()[d] - center[d]) * (row.getPoint()[d] - center[d]);
                    }
                    inertia += square;
                }
            }
            if (inertia < least) {
                least = inertia;
                best = groups;
            }
        }
        return best;
    }

    private static AbstractRandomGenerator generator(RandomStream stream) {
        return new AbstractRandomGenerator() {
            @Override
            public void setSeed(long seed) {
                clear();
            }

            @Override
            public double nextDouble() {
                return stream.uniform();
            }
        };
    }
}
