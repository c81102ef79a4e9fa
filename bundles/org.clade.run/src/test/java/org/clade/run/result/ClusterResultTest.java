package org.clade.run.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.run.RunSummary.ClusterSize;
import org.junit.jupiter.api.Test;

class ClusterResultTest {

    @Test
    void emptyClustersAreCountedToo() {
        List<ClusterSize> sizes = ClusterCounts.of(new int[] {2, 0, 2, 2}, new float[] {0.5f, 1, 0.75f, 0.25f}, 3);
        assertEquals(
                List.of(
                        new ClusterSize(0, 1, 0.25, OptionalDouble.of(1.0)),
                        new ClusterSize(1, 0, 0.0, OptionalDouble.empty()),
                        new ClusterSize(2, 3, 0.75, OptionalDouble.of(0.5))),
                sizes);
    }

    @Test
    void fewEffectiveClustersOrOneLargeClusterAreACollapse() {
        assertTrue(Collapse.of(Map.of("effective_clusters", 1.3, "largest_share", 0.9), 10));
        assertTrue(Collapse.of(Map.of("effective_clusters", 1.6, "largest_share", 0.96), 10));
        assertFalse(Collapse.of(Map.of("effective_clusters", 2.0, "largest_share", 0.7), 10));
        assertFalse(Collapse.of(Map.of("effective_clusters", 1.0, "largest_share", 1.0), 1), "one is all there can be");
        assertFalse(Collapse.of(Map.of(), 10), "without metrics nothing is known");
    }

    @Test
    void aCollapseIsExplained() {
        String sentence = Collapse.sentence(Map.of("effective_clusters", 1.26, "largest_share", 0.934), 10);
        assertTrue(sentence.contains("93% of the images (1.3 effective clusters of 10)"), sentence);
        assertTrue(sentence.contains("What usually helps"), sentence);
    }

    @Test
    void largeImagesAreAveragedDown() {
        ImageShape shape = new ImageShape(1, 56, 56);
        assertEquals(new ImageShape(1, 28, 28), PixelVectors.shape(shape));
        byte[] pixels = new byte[2 * 56 * 56];
        pixels[56 * 56] = (byte) 255;
        pixels[56 * 56 + 57] = (byte) 255;
        double[][] rows = PixelVectors.of(pixels, shape);
        assertEquals(2, rows.length);
        assertEquals(0, rows[0][0]);
        assertEquals(0.5, rows[1][0], 1e-12);
        assertEquals(0, rows[1][1]);
    }

    @Test
    void smallImagesStayAsTheyAre() {
        ImageShape shape = new ImageShape(3, 1, 2);
        assertEquals(shape, PixelVectors.shape(shape));
        assertArrayEquals(
                new double[] {0, 0.2, 0.4, 0.6, 0.8, 1},
                PixelVectors.of(new byte[] {0, 51, 102, (byte) 153, (byte) 204, (byte) 255}, shape)[0],
                1e-12);
    }

    /** Records the requests. */
    private static final class Spy implements Baseline {

        private static final Option<Integer> RESTARTS = Option.integer("restarts", 4, 1, 9, ".");

        private static final Option<Integer> ITERATIONS = Option.integer("iterations", 9, 1, 99, ".");

        private final List<Settings> settings = new ArrayList<>();

        @Override
        public List<Option<?>> options() {
            return List.of(RESTARTS, ITERATIONS);
        }

        @Override
        public int[] cluster(double[][] rows, int clusters, Settings asked, RandomStream random) {
            settings.add(asked);
            return IntStream.range(0, rows.length).map(i -> i % clusters).toArray();
        }
    }

    @Test
    void theBaselineStaysCheap() {
        Spy spy = new Spy();
        PixelBaseline baseline = new PixelBaseline(spy);
        PixelBaseline.Pixels pixels = some -> new double[some.length][1];
        PixelBaseline.Result few =
                baseline.cluster(50, new ImageShape(1, 28, 28), 10, 1, pixels).orElseThrow();
        assertEquals(50, few.clusters().length);
        assertEquals(4, spy.settings.get(0).get(Spy.RESTARTS));
        assertEquals(50, few.of());

        PixelBaseline.Result many = baseline.cluster(100_000, new ImageShape(3, 640, 480), 200, 1, pixels)
                .orElseThrow();
        assertEquals(PixelBaseline.IMAGES, many.clusters().length);
        assertEquals(1, spy.settings.get(1).get(Spy.RESTARTS));
        assertEquals("kmeans(restarts=1, iterations=13) on pixels, 3×16×16, seed 1", many.protocol());
        assertEquals(
                PixelBaseline.IMAGES,
                IntStream.of(PixelBaseline.sample(100_000, 1)).distinct().count());
    }

    @Test
    void histogramsCountColors() {
        ImageShape shape = new ImageShape(3, 1, 4);
        byte[] pixels = {0, 63, (byte) 255, (byte) 255, 0, 0, (byte) 128, 0, 0, 0, 64, 0};
        double[][] rows = ColorHistograms.of(pixels, shape);
        assertEquals(1, rows.length);
        assertEquals(0.5, rows[0][0], 1e-12, "two black pixels");
        assertEquals(0.25, rows[0][3 * 16 + 2 * 4 + 1], 1e-12, "a pixel of red 255, green 128, blue 64");
        assertEquals(0.25, rows[0][3 * 16], 1e-12, "a red pixel");
        assertTrue(ColorHistograms.fit(shape));
        assertFalse(ColorHistograms.fit(new ImageShape(1, 1, 4)));
    }

    @Test
    void histogramsAreClusteredLikePixels() {
        PixelBaseline.Result found = new PixelBaseline(new Spy())
                .clusterHistograms(50, 10, 1, some -> new double[some.length][ColorHistograms.BINS])
                .orElseThrow();
        assertEquals(50, found.clusters().length);
        assertEquals("kmeans(restarts=4, iterations=50) on color histograms of 64 bins, seed 1", found.protocol());
    }

    @Test
    void withoutKMeansOrImagesThereIsNoBaseline() {
        ImageShape shape = new ImageShape(1, 2, 2);
        PixelBaseline.Pixels pixels = some -> new double[some.length][4];
        assertEquals(Optional.empty(), new PixelBaseline().cluster(50, shape, 10, 1, pixels));
        assertEquals(Optional.empty(), new PixelBaseline(new Spy()).cluster(5, shape, 10, 1, pixels));
    }
}
