package org.clade.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.baseline.ProvidesBaseline;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Component;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType; // wording: a name of Tribuo
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Clusters of high density, as many as there are, and noise between them (Campello, Moulavi and Sander, Density-Based Clustering
 * Based on Hierarchical Density Estimates, PAKDD 2013), by Tribuo. It is not random. Tribuo calls noise 0 and leaves numbers out;
 * here clusters are numbered from 0 without gaps, in the order of their first vectors.
 *
 * <p>Time and distances grow with the square of the number of vectors: 10,000 vectors of 64 values take about 20 s of CPU time.
 */
@Component
@ProvidesBaseline(
        id = "hdbscan",
        summary = "Clusters of high density, as many as there are, and noise between them (Campello et al. 2013)")
public final class Hdbscan implements Baseline {

    static final Option<Integer> SIZE =
            Option.integer("min_size", 10, 2, 1_000_000, "The smallest number of vectors that make a cluster.");
    static final Option<Integer> NEIGHBORS = Option.integer(
            "neighbors",
            5,
            1,
            10_000,
            "How many nearest vectors, itself included, tell the density around a vector; more give more noise.");
    static final Option<Boolean> COSINE =
            Option.bool("cosine", false, "Whether vectors are made one long first: for features of networks.");

    private static final int TRIBUO_NOISE = 0;

    /** Kept so that its level stays. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SIZE, NEIGHBORS, COSINE);
    }

    @Override
    public boolean findsCount(Settings settings) {
        return true;
    }

    @Override
    public int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random) {
        int least = Math.max(settings.get(SIZE), settings.get(NEIGHBORS));
        if (rows.length <= least) {
            throw new RefusedException(
                    "hdbscan needs more than %s vectors with min_size=%s and neighbors=%s, but there are %s; give smaller numbers."
                            .formatted(least, settings.get(SIZE), settings.get(NEIGHBORS), rows.length));
        }
        HdbscanTrainer trainer = new HdbscanTrainer(
                settings.get(SIZE),
                DistanceType.L2.getDistance(),
                settings.get(NEIGHBORS),
                Math.max(1, ForkJoinPool.getCommonPoolParallelism()),
                NeighboursQueryFactoryType.BRUTE_FORCE); // wording: a name of Tribuo
        return numbered(trainer.train(dataset(settings.get(COSINE) ? UnitVectors.of(rows) : rows))
                .getClusterLabels());
    }

    private static MutableDataset<ClusterID> dataset(double[][] rows) {
        String[] names = IntStream.range(0, rows[0].length)
                .mapToObj(i -> String.format(Locale.ROOT, "%07d", i))
                .toArray(String[]::new);
        ClusteringFactory factory = new ClusteringFactory();
        MutableDataset<ClusterID> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("vectors", factory), factory);
        Arrays.stream(rows)
                .forEach(row ->
                        dataset.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, row.clone())));
        return dataset;
    }

    private static int[] numbered(List<Integer> labels) {
        Map<Integer, Integer> numbers = new TreeMap<>();
        return labels.stream()
                .mapToInt(
                        label -> label == TRIBUO_NOISE ? NOISE : numbers.computeIfAbsent(label, each -> numbers.size()))
                .toArray();
    }
}
