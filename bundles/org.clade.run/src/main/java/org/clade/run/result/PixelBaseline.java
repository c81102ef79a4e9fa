package org.clade.run.result;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.data.ImageShape;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * K-means on the pixels of a run's images or on their color histograms, for comparison with the run. It takes at most {@value #IMAGES} images, drawn by the
 * seed, and a few seconds. It has its own random stream, so it does not change the run's numbers.
 */
@Component(service = PixelBaseline.class)
public final class PixelBaseline {

    /** The maximum number of clustered images. */
    public static final int IMAGES = 2000;

    private static final int RESTARTS = 4;
    private static final int ITERATIONS = 50;
    private static final int LEAST_ITERATIONS = 10;

    /** The maximum number of products of a pixel and a center's coordinate, in all restarts. */
    private static final double OPERATIONS = 4e9;

    @Reference(
            target = "(clade.id=kmeans)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    private volatile Baseline kmeans;

    /**
     * A clustering by k-means.
     *
     * @param clusters the cluster of each clustered image
     * @param of the number of images of the run
     * @param protocol a description of the computation
     */
    public record Result(int[] clusters, int of, String protocol) {}

    /** Reads the pixels of some images. */
    @FunctionalInterface
    public interface Pixels {

        /**
         * Reads some images.
         *
         * @param images which
         * @return one vector per image
         */
        double[][] rows(int[] images);
    }

    /** Made by Declarative Services. */
    @Activate
    public PixelBaseline() {}

    /**
     * A baseline with a given method.
     *
     * @param kmeans the method
     */
    public PixelBaseline(Baseline kmeans) {
        this.kmeans = kmeans;
    }

    /**
     * Draws the images to cluster.
     *
     * @param all the number of images of the run
     * @param seed the run's seed
     * @return their indices, ascending
     */
    public static int[] sample(int all, long seed) {
        return all <= IMAGES
                ? IntStream.range(0, all).toArray()
                : Arrays.stream(stream(seed).derive("sample").permutation(all))
                        .limit(IMAGES)
                        .sorted()
                        .toArray();
    }

    /**
     * Clusters pixels.
     *
     * @param all the number of images of the run
     * @param image their shape
     * @param k the number of clusters
     * @param seed the run's seed
     * @param pixels reads images
     * @return the clustering, empty without a k-means service or with fewer images than clusters
     */
    public Optional<Result> cluster(int all, ImageShape image, int k, long seed, Pixels pixels) {
        ImageShape grid = PixelVectors.shape(image);
        return cluster(
                all,
                k,
                seed,
                pixels,
                grid.values(),
                image.isVector() ? "the vectors of %s values".formatted(grid) : "pixels, " + grid);
    }

    /**
     * Clusters color histograms.
     *
     * @param all the number of images of the run
     * @param k the number of clusters
     * @param seed the run's seed
     * @param histograms computes those of images
     * @return the clustering, empty without a k-means service or with fewer images than clusters
     */
    public Optional<Result> clusterHistograms(int all, int k, long seed, Pixels histograms) {
        return cluster(
                all,
                k,
                seed,
                histograms,
                ColorHistograms.BINS,
                "color histograms of %s bins".formatted(ColorHistograms.BINS));
    }

    private Optional<Result> cluster(int all, int k, long seed, Pixels vectors, int values, String what) {
        Baseline method = kmeans;
        int[] images = sample(all, seed);
        if (method == null || images.length < k) {
            return Optional.empty();
        }
        PartSpec spec = spec(images.length * (double) values * k);
        int[] found = method.cluster(vectors.rows(images), k, Settings.of(method, spec), stream(seed));
        return Optional.of(new Result(found, all, "%s on %s, seed %s".formatted(spec, what, seed)));
    }

    private static RandomStream stream(long seed) {
        return RandomStream.of(seed).derive("baseline", "kmeans");
    }

    /** {@return k-means with as many restarts and iterations as fit into the limit} */
    private static PartSpec spec(double each) {
        int restarts = (int) Math.max(1, Math.min(RESTARTS, OPERATIONS / (each * ITERATIONS)));
        int iterations = (int) Math.max(LEAST_ITERATIONS, Math.min(ITERATIONS, OPERATIONS / (each * restarts)));
        return PartSpec.parse("kmeans(restarts=%s, iterations=%s)".formatted(restarts, iterations));
    }
}
