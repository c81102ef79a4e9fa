package org.clade.baseline;

import java.util.List;
import java.util.Locale;
import org.clade.api.baseline.Baseline;
import org.clade.api.baseline.ProvidesBaseline;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Agglomerative clustering: every vector starts as its own cluster, and the two nearest clusters merge until the
 * requested number is left. It is not random.
 *
 * <p>Ward, Hierarchical Grouping to Optimize an Objective Function, JASA 1963. It is the AC of DAC's and MMDC's tables,
 * which do not name their linkage.
 *
 * <p>It stores the distances of all pairs: 2 n² bytes, 200 MB for 10,000 vectors.
 */
@Component
@ProvidesBaseline(
        id = "agglomerative",
        summary = "Agglomerative clustering by Ward's linkage, or another; takes 200 MB for 10,000 images (Ward 1963)")
public final class Agglomerative implements Baseline {

    static final Option<Linkage> LINKAGE = Option.choice(
            "linkage",
            Linkage.WARD,
            "The distance of two clusters: the growth of their squared distances to the center (ward), or the mean or"
                    + " greatest distance between their images.");

    /** The share of the free memory for distances. */
    private static final double SHARE = 0.8;

    private final TensorEngine engine;

    /**
     * The method.
     *
     * @param engine computes distances
     */
    @Activate
    public Agglomerative(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(LINKAGE);
    }

    @Override
    public int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random) {
        ClusterCount.check("agglomerative", clusters, rows.length);
        Runtime java = Runtime.getRuntime();
        checkMemory(rows.length, java.maxMemory() - java.totalMemory() + java.freeMemory());
        Linkage linkage = settings.get(LINKAGE);
        return MergeTree.grow(distances(rows, linkage), linkage).cut(clusters);
    }

    static void checkMemory(int vectors, long free) {
        double room = SHARE * free;
        if (2.0 * vectors * vectors > room) {
            throw new RefusedException(String.format(
                    Locale.ROOT,
                    "agglomerative stores the distances of all pairs of images, %.1f GB for %s images, but there is room for"
                            + " %.1f GB; cluster fewer with --limit %s, or give Java more memory with CLADE_OPTS=-Xmx%sg.",
                    2e-9 * vectors * vectors,
                    vectors,
                    room / 1e9,
                    (long) Math.sqrt(room / 2) / 100 * 100,
                    (long) Math.ceil(2e-9 * vectors * vectors / SHARE) + 1));
        }
    }

    private float[][] distances(double[][] rows, Linkage linkage) {
        float[][] distances = new float[rows.length][];
        new Distances(engine, rows).forEachBlock((first, block) -> {
            float[] squares = block.toFloatArray();
            for (int i = first; i < first + squares.length / rows.length; i++) {
                distances[i] = new float[i];
                for (int j = 0; j < i; j++) {
                    distances[i][j] = (float) linkage.start(squares[(i - first) * rows.length + j]);
                }
            }
        });
        return distances;
    }
}
