package org.clade.report.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.random.RandomStream;
import org.clade.engine.torch.TorchEngine;
import org.clade.picture.FakeRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of a network that halves and mirrors what it sees, over images of three classes, one of them small. */
class TransformerFiguresTest {

    private static final int IMAGES = 23;
    private static final int SIZE = 24;
    private static final int ZOOM = 2;
    private static final int TILE = ZOOM * SIZE + 2;
    private static final int[] CLASSES =
            IntStream.range(0, IMAGES).map(i -> i == 7 || i == 9 ? 5 : i % 2).toArray();

    @TempDir
    private Path folder;

    private final TensorEngine engine = TorchEngine.start();
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = engine.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** Noise, with or without labels. */
    private record Noise(int channels, boolean labeled) implements Dataset {

        int[] pixels() {
            float[] draws = RandomStream.of(3).uniform(IMAGES * channels * SIZE * SIZE, 0, 256);
            int[] pixels = new int[draws.length];
            for (int i = 0; i < draws.length; i++) {
                pixels[i] = (int) draws[i];
            }
            pixels[0] = 0;
            pixels[1] = 255;
            return pixels;
        }

        @Override
        public DatasetInfo info() {
            return new DatasetInfo(
                    "noise", "", "", "all", IMAGES, new ImageShape(channels, SIZE, SIZE), List.of(), labeled);
        }

        @Override
        public Optional<int[]> labels() {
            return labeled ? Optional.of(CLASSES) : Optional.empty();
        }

        @Override
        public String item(int index) {
            return Integer.toString(index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            int[] pixels = pixels();
            ByteBuffer buffer = ByteBuffer.allocateDirect(pixels.length);
            for (int i = 0; i < pixels.length; i++) {
                buffer.put(i, (byte) pixels[i]);
            }
            return buffer;
        }
    }

    private static final UnaryOperator<NDArray> HALVE_AND_MIRROR =
            images -> images.mul(0.5f).flip(3);

    private boolean write(Dataset dataset, Optional<UnaryOperator<NDArray>> stage, int epoch, int[] clusters) {
        FakeRun run = new FakeRun(manager, folder, dataset);
        run.stage = stage;
        run.clusters = clusters;
        run.inferenceBatch = 4;
        int before = manager.getManagedArrays().size();
        boolean written = new TransformerFigures(run).write(epoch);
        assertEquals(before, manager.getManagedArrays().size());
        return written;
    }

    private BufferedImage figure(String name) throws IOException {
        return ImageIO.read(folder.resolve("figures").resolve(name).toFile());
    }

    /** The gray level of a pixel of a tile, tiles counted in rows and blocks of so many. */
    private static int level(BufferedImage sheet, int row, int column, int each, int y, int x) {
        int left = column / each * (each * TILE + 6) + column % each * TILE;
        return sheet.getRaster().getSample(left + ZOOM * x, row * TILE + ZOOM * y, 0);
    }

    @Test
    void examplesStandBesideWhatTheLayerMakesOfThem() throws IOException {
        Noise noise = new Noise(1, true);
        assertTrue(write(noise, Optional.of(HALVE_AND_MIRROR), 2, new int[0]));
        BufferedImage sheet = figure("transformer-epoch-002-examples.png");
        assertEquals(5 * (2 * TILE + 6), sheet.getWidth());
        assertEquals(3 * TILE, sheet.getHeight());
        int[] pixels = noise.pixels();
        int[][] chosen = {{0, 2, 4, 6, 8}, {1, 3, 5, 11, 13}, {7, 9}};
        for (int row = 0; row < chosen.length; row++) {
            for (int i = 0; i < chosen[row].length; i++) {
                int pixel = pixels[chosen[row][i] * SIZE * SIZE + 3 * SIZE + 4];
                assertEquals(pixel, level(sheet, row, 2 * i, 2, 3, 4));
                double halved = 0.5 * (pixel / 255.0 - 0.5) + 0.5;
                assertEquals(255 * halved, level(sheet, row, 2 * i + 1, 2, 3, SIZE - 1 - 4), 1);
            }
        }
        assertEquals(255, level(sheet, 2, 4, 2, 3, 4), "the third class has two images");
    }

    @Test
    void statisticsAreThoseOfEachClass() throws IOException {
        Noise noise = new Noise(1, true);
        write(noise, Optional.of(HALVE_AND_MIRROR), 10, new int[0]);
        BufferedImage sheet = figure("transformer-epoch-010-statistics.png");
        assertEquals(2 * (3 * TILE + 6), sheet.getWidth());
        assertEquals(3 * TILE, sheet.getHeight());
        int[] classes = {0, 1, 5};
        double[][] means = new double[3][SIZE * SIZE];
        double[][] variances = new double[3][SIZE * SIZE];
        double most = 0;
        for (int row = 0; row < classes.length; row++) {
            for (int p = 0; p < SIZE * SIZE; p++) {
                moments(noise.pixels(), classes[row], p, row, means, variances);
                most = Math.max(most, variances[row][p]);
            }
        }
        for (int row = 0; row < classes.length; row++) {
            for (int p = 0; p < SIZE * SIZE; p += 37) {
                int y = p / SIZE;
                int x = p % SIZE;
                int mirrored = SIZE - 1 - x;
                double share = variances[row][p] / most;
                assertEquals(255 * means[row][p], level(sheet, row, 0, 3, y, x), 0.6);
                assertEquals(255 * Math.sqrt(share), level(sheet, row, 1, 3, y, x), 0.6);
                assertEquals(255 * share, level(sheet, row, 2, 3, y, x), 0.6);
                assertEquals(255 * (means[row][p] / 2 + 0.25), level(sheet, row, 3, 3, y, mirrored), 0.6);
                assertEquals(255 * Math.sqrt(share) / 2, level(sheet, row, 4, 3, y, mirrored), 0.6);
                assertEquals(255 * share / 4, level(sheet, row, 5, 3, y, mirrored), 0.6);
            }
        }
    }

    private static void moments(int[] pixels, int wanted, int p, int row, double[][] means, double[][] variances) {
        double[] values = IntStream.range(0, IMAGES)
                .filter(i -> CLASSES[i] == wanted)
                .mapToDouble(i -> pixels[i * SIZE * SIZE + p] / 255.0)
                .toArray();
        double mean = Arrays.stream(values).sum() / values.length;
        means[row][p] = mean;
        variances[row][p] =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
    }

    @Test
    void clustersStandForClassesAndEmptyOnesHaveNoRow() throws IOException {
        int[] clusters = IntStream.range(0, IMAGES).map(i -> 3 + 4 * (i % 2)).toArray();
        assertTrue(write(new Noise(3, false), Optional.of(UnaryOperator.identity()), 0, clusters));
        BufferedImage sheet = figure("transformer-epoch-000-examples.png");
        assertEquals(2 * TILE, sheet.getHeight());
        int[] pixels = new Noise(3, false).pixels();
        int[] color = sheet.getRaster().getPixel(ZOOM * 4, TILE + ZOOM * 3, (int[]) null);
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(pixels[(3 + channel) * SIZE * SIZE + 3 * SIZE + 4], color[channel]);
        }
    }

    @Test
    void otherThanOneOrThreeChannelsAreShownAsTheirMean() throws IOException {
        write(new Noise(2, true), Optional.of(UnaryOperator.identity()), 1, new int[0]);
        BufferedImage sheet = figure("transformer-epoch-001-examples.png");
        int[] pixels = new Noise(2, true).pixels();
        int place = 3 * SIZE + 4;
        assertEquals((pixels[place] + pixels[SIZE * SIZE + place]) / 2.0, level(sheet, 0, 0, 2, 3, 4), 0.6);
    }

    @Test
    void aNetworkWithoutTheLayerHasNoFigures() {
        assertFalse(write(new Noise(1, true), Optional.empty(), 0, new int[0]));
        assertFalse(Files.exists(folder.resolve("figures")));
    }

    @Test
    void nothingElseIsLeft() throws IOException {
        write(new Noise(1, true), Optional.of(HALVE_AND_MIRROR), 5, new int[0]);
        write(new Noise(1, true), Optional.of(HALVE_AND_MIRROR), 5, new int[0]);
        try (Stream<Path> files = Files.list(folder.resolve("figures"))) {
            assertEquals(
                    List.of(
                            "transformer-epoch-005-examples.png",
                            "transformer-epoch-005-statistics.csv",
                            "transformer-epoch-005-statistics.png"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void areDueEarlyAndThenMoreAndMoreRarely() {
        assertEquals(
                List.of(0, 1, 2, 5, 10, 20, 50, 100, 200),
                IntStream.rangeClosed(0, 201)
                        .filter(TransformerFigures::due)
                        .boxed()
                        .toList());
    }
}
