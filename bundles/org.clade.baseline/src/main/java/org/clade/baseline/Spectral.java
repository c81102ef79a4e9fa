package org.clade.baseline;

import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.baseline.ProvidesBaseline;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.kmeans.KMeansGroups;
import org.clade.kmeans.Points;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Normalized spectral clustering: k-means in the space of the first K eigenvectors of the normalized Laplacian of the graph
 * of nearest neighbors.
 *
 * <p>Shi and Malik, Normalized Cuts and Image Segmentation, PAMI 2000, as in von Luxburg, A Tutorial on Spectral
 * Clustering, 2007; scikit-learn's {@code SpectralClustering(affinity="nearest_neighbors")} does the same, but counts each
 * image among its own neighbors. It is the SC of DAC's and MMDC's tables.
 */
@Component
@ProvidesBaseline(
        id = "spectral",
        summary = "Normalized spectral clustering of the graph of nearest neighbors (Shi and Malik 2000)")
public final class Spectral implements Baseline {

    static final Option<Integer> NEIGHBORS =
            Option.integer("neighbors", 10, 1, 1000, "The number of nearest neighbors of each image.");
    static final Option<Integer> RESTARTS = Option.integer(
            "restarts", 10, 1, 1000, "Starts of the k-means at the end; the tightest clustering is kept.");

    /** The largest number of iterations of a start of k-means. */
    private static final int ITERATIONS = 300;

    private final TensorEngine engine;

    /**
     * The method.
     *
     * @param engine computes distances
     */
    @Activate
    public Spectral(@Reference TensorEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Option<?>> options() {
        return List.of(NEIGHBORS, RESTARTS);
    }

    @Override
    public int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random) {
        ClusterCount.check("spectral", clusters, rows.length);
        if (clusters == 1) {
            return new int[rows.length];
        }
        NeighborGraph graph = NeighborGraph.of(engine, rows, settings.get(NEIGHBORS));
        double[][] vectors = new LeadingEigenvectors(graph.matrix()).find(clusters, random.derive("block"));
        double[][] places = IntStream.range(0, rows.length)
                .mapToObj(i -> IntStream.range(0, clusters)
                        .mapToDouble(k -> vectors[k][i] / graph.roots()[i])
                        .toArray())
                .toArray(double[][]::new);
        return new KMeansGroups(clusters, settings.get(RESTARTS), ITERATIONS, 0)
                .of(Points.of(places), random.derive("kmeans"));
    }
}
