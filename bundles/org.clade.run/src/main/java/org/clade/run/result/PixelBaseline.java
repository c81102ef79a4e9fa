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
 * K-means on the pixels of a run's images, to compare the run with. It takes at most {@value #IMAGES} images, drawn by the
 * seed, and a number of operations that takes seconds. Its draws are its own, so the run's numbers stay as they are.
 */
@Component(service = PixelBaseline.class)
public final class PixelBaseline {

    /** Images that are clustered at the most. */
    public static final int IMAGES = 2000;

    private static final int RESTARTS = 4;
    private static final int ITERATIONS = 50;
    private static final int LEAST_ITERATIONS = 10;

    /** Products of a pixel and a center's coordinate, in all restarts. */
    private static final double OPERATIONS = 4e9;

    @Reference(
            target = "(clade.id=kmeans)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    private volatile Baseline kmeans;

    /**
     * A clustering by k-means.
     *
     * @param clusters the cluster of each image that was clustered
     * @param of how many images the run has
     * @param protocol what was done, in words
     */
    public record Result(int[] clusters, int of, String protocol) {}

    /** Gives the pixels of some images. */
    @FunctionalInterface
    public interface Pixels {

        /**
         * Reads some images.
         *
         * @param images which
         * @return a vector for each
         */
        double[][] rows(int[] images);
    }

    /** Made by Declarative Services. */
    @Activate
    public PixelBaseline() {}

    /**
     * A baseline by a method that is given.
     *
     * @param kmeans the method
     */
    public PixelBaseline(Baseline kmeans) {
        this.kmeans = kmeans;
    }

    /**
     * Draws the images that are clustered.
     *
     * @param all how many images the run has
     * @param seed the run's seed
     * @return which of them, ascending
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
     * @param all how many images the run has
     * @param image their shape
     * @param k the number of clusters
     * @param seed the run's seed
     * @param pixels reads images
     * @return the clustering, nothing where there is no k-means or there are fewer images than clusters
     */
    public Optional<Result> cluster(int all, ImageShape image, int k, long seed, Pixels pixels) {
        Baseline method = kmeans;
        int[] images = sample(all, seed);
        if (method == null || images.length < k) {
            return Optional.empty();
        }
        ImageShape grid = PixelVectors.shape(image);
        PartSpec spec = spec(images.length * (double) grid.bytes() * k);
        int[] found = method.cluster(pixels.rows(images), k, Settings.of(method, spec), stream(seed));
        return Optional.of(new Result(found, all, "%s on pixels, %s, seed %s".formatted(spec, grid, seed)));
    }

    private static RandomStream stream(long seed) {
        return RandomStream.of(seed).derive("baseline", "kmeans");
    }

    /** {@return k-means with as many restarts and iterations as can be afforded} */
    private static PartSpec spec(double each) {
        int restarts = (int) Math.max(1, Math.min(RESTARTS, OPERATIONS / (each * ITERATIONS)));
        int iterations = (int) Math.max(LEAST_ITERATIONS, Math.min(ITERATIONS, OPERATIONS / (each * restarts)));
        return PartSpec.parse("kmeans(restarts=%s, iterations=%s)".formatted(restarts, iterations));
    }
}
