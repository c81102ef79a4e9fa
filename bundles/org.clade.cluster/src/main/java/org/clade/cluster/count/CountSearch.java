package org.clade.cluster.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.cluster.CountMeasures;
import org.clade.api.cluster.CountRange;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.random.RandomStream;
import org.clade.kmeans.KMeansGroups;
import org.clade.kmeans.Points;

/**
 * Clusters vectors by k-means with each number of clusters of a range, and measures the partitions.
 *
 * <p>The silhouette needs all distances, so it is that of at most {@link #SAMPLE} vectors; the other measures take all.
 */
public final class CountSearch {

    /** Vectors whose distances to each other are computed. */
    static final int SAMPLE = 3000;

    /** Seeds whose partitions are compared. */
    static final int SEEDS = 5;

    private static final int ITERATIONS = 100;
    private static final double TOLERANCE = 1e-4;

    private final ClusterMetric ari;

    /**
     * A search.
     *
     * @param ari the adjusted Rand index, which compares the partitions of two seeds
     */
    public CountSearch(ClusterMetric ari) {
        this.ari = ari;
    }

    /**
     * Measures each number of clusters.
     *
     * @param vectors a row for each image, more than {@code range.to()} of them
     * @param range the numbers of clusters
     * @param random draws the sample and the first centers
     * @param done told each number of clusters when it is measured
     * @return the measures, by rising number of clusters
     */
    public List<CountMeasures> measure(double[][] vectors, CountRange range, RandomStream random, IntConsumer done) {
        int[] sample = sample(vectors.length, random);
        double[][] sampled = new double[sample.length][];
        for (int i = 0; i < sample.length; i++) {
            sampled[i] = vectors[sample[i]];
        }
        DistanceMatrix distances = DistanceMatrix.of(sampled);
        Points points = Points.of(vectors);
        List<CountMeasures> measures = new ArrayList<>();
        List<double[][]> silhouettes = new ArrayList<>();
        for (int k = range.from(); k <= range.to(); k++) {
            List<int[]> partitions = partitions(k, points, random.derive("k", k));
            double[][] each = silhouettes(partitions, sample, distances, k);
            measures.add(measure(k, vectors, partitions, each));
            silhouettes.add(each);
            done.accept(k);
        }
        double[] shares = BestShares.of(silhouettes, random.derive("samples"));
        return IntStream.range(0, shares.length)
                .mapToObj(i -> measures.get(i).withBestShare(shares[i]))
                .toList();
    }

    private static List<int[]> partitions(int k, Points points, RandomStream random) {
        List<int[]> partitions = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            partitions.add(new KMeansGroups(k, 1, ITERATIONS, TOLERANCE).of(points, random.derive("seed", seed)));
        }
        return partitions;
    }

    private static double[][] silhouettes(List<int[]> partitions, int[] sample, DistanceMatrix distances, int k) {
        return partitions.stream()
                .map(partition -> Silhouette.ofPoints(
                        distances,
                        Arrays.stream(sample).map(image -> partition[image]).toArray(),
                        k))
                .toArray(double[][]::new);
    }

    private CountMeasures measure(int k, double[][] vectors, List<int[]> partitions, double[][] silhouettes) {
        int chosen = 0;
        int[] best = partitions.get(0);
        ClusterMeans means = ClusterMeans.of(vectors, best, k);
        for (int seed = 1; seed < partitions.size(); seed++) {
            ClusterMeans other = ClusterMeans.of(vectors, partitions.get(seed), k);
            if (inertia(vectors, partitions.get(seed), other) < inertia(vectors, best, means)) {
                chosen = seed;
                best = partitions.get(seed);
                means = other;
            }
        }
        return new CountMeasures(
                k,
                Arrays.stream(silhouettes[chosen]).average().orElseThrow(),
                CalinskiHarabasz.of(vectors, best, k),
                stability(partitions),
                margin(vectors, means),
                effective(means.sizes(), vectors.length));
    }

    private static int[] sample(int images, RandomStream random) {
        int[] order = random.derive("sample").permutation(images);
        int[] sample = new int[Math.min(SAMPLE, images)];
        System.arraycopy(order, 0, sample, 0, sample.length);
        return sample;
    }

    private static double inertia(double[][] vectors, int[] clusters, ClusterMeans means) {
        double sum = 0;
        for (int i = 0; i < vectors.length; i++) {
            sum += DistanceMatrix.squared(vectors[i], means.means()[clusters[i]]);
        }
        return sum;
    }

    private double stability(List<int[]> partitions) {
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < partitions.size(); a++) {
            for (int b = 0; b < a; b++) {
                sum += ari.score(partitions.get(a), partitions.get(b));
                pairs++;
            }
        }
        return sum / pairs;
    }

    private static double margin(double[][] vectors, ClusterMeans means) {
        double sum = 0;
        for (double[] vector : vectors) {
            double first = Double.POSITIVE_INFINITY;
            double second = Double.POSITIVE_INFINITY;
            for (int cluster = 0; cluster < means.sizes().length; cluster++) {
                if (means.sizes()[cluster] > 0) {
                    double distance = DistanceMatrix.distance(vector, means.means()[cluster]);
                    second = Math.min(second, Math.max(distance, first));
                    first = Math.min(first, distance);
                }
            }
            sum += second == 0 || Double.isInfinite(second) ? 0 : 1 - first / second;
        }
        return sum / vectors.length;
    }

    private static double effective(int[] sizes, int images) {
        double entropy = 0;
        for (int size : sizes) {
            if (size > 0) {
                double share = (double) size / images;
                entropy -= share * Math.log(share);
            }
        }
        return Math.exp(entropy);
    }
}
