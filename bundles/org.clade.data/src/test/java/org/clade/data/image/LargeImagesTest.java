package org.clade.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.Optional;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.clade.api.data.ImageFit;
import org.clade.data.TestImages;
import org.clade.data.natives.NativeImages;
import org.clade.data.resize.Fitting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large photographs are decoded in a reduced size, close to the full-size result; small ones keep every bit. */
class LargeImagesTest {

    private final ImageDecoder natives = new ImageDecoder(PixelLimit.usual());
    private final ImageDecoder java = new ImageDecoder(PixelLimit.usual(), Optional.empty());

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "4000, 3000, 96, 96, 8",
        "4000, 3000, 187, 187, 8",
        "4000, 3000, 188, 188, 4",
        "4000, 3000, 750, 750, 2",
        "4000, 3000, 751, 751, 1",
        "96, 96, 96, 96, 1",
        "1000, 10, 10, 10, 1"
    })
    void sidesStayTwiceAsLongAsWanted(int width, int height, int columns, int rows, int reduction) {
        assertEquals(
                reduction,
                Fitting.of(ImageFit.SQUASH, height, width, rows, columns).reduction());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 110, 260})
    void aReducedSizeGivesNearlyTheSamePixels(int size) throws IOException {
        assumeTrue(NativeImages.find().isPresent());
        Path file = photograph("large.jpg", 1037, 1210);
        Path edges = edges("edges.jpg", 1037, 1210);
        for (ImageFit fit : ImageFit.values()) {
            int[] smooth = apart(file, size, fit);
            long beyond = IntStream.of(smooth).filter(levels -> levels > 2).count();
            assertTrue(beyond <= smooth.length / 500, fit + ": " + beyond + " of " + smooth.length);
            assertTrue(IntStream.of(smooth).max().orElseThrow() <= 3, "a photograph, " + fit);
            IntSummaryStatistics hard = IntStream.of(apart(edges, size, fit)).summaryStatistics();
            assertTrue(
                    hard.getMax() <= 10 && hard.getAverage() < 0.7, "edges between full colors, " + fit + ": " + hard);
        }
    }

    /** {@return the difference of each value from the full-size result, in levels} */
    private int[] apart(Path file, int size, ImageFit fit) throws IOException {
        byte[] full = java.decode(file, size, size, fit).planes();
        byte[] reduced = natives.decode(file, size, size, fit).planes();
        assertEquals(full.length, reduced.length);
        return IntStream.range(0, full.length)
                .map(i -> Math.abs((full[i] & 0xFF) - (reduced[i] & 0xFF)))
                .toArray();
    }

    @Test
    void smallOnesKeepEveryBit() throws IOException {
        Path file = photograph("small.jpg", 480, 512);
        for (int size : new int[] {0, 20, 96, 300}) {
            assertArrayEquals(
                    java.decode(file, size, size, ImageFit.SQUASH).planes(),
                    natives.decode(file, size, size, ImageFit.SQUASH).planes());
        }
    }

    @Test
    void aHugePhotographTakesLittleMemory() throws IOException {
        assumeTrue(NativeImages.find().isPresent());
        Path file = photograph("huge.jpg", 3000, 4000);
        ImageDecoder little = new ImageDecoder(
                PixelLimit.usual(), NativeImages::find, new DecodeMemory(1 << 20), (kernel, planes, rows) -> {
                    assertTrue(planes.length <= 3 << 20, "rows of " + planes.length + " bytes");
                    return kernel.alongRows(planes, rows);
                });
        assertEquals(3 * 96 * 96, little.decode(file, 96, 96, ImageFit.SQUASH).planes().length);
    }

    @Test
    void aFileOfThousandsOfScansIsRefused() throws IOException {
        assumeTrue(NativeImages.find().isPresent());
        Path file = photograph("large.jpg", 1037, 1210);
        byte[] bytes = Files.readAllBytes(file);
        int frame = 0;
        while (bytes[frame] != (byte) 0xFF || bytes[frame + 1] != (byte) 0xC0) {
            frame++;
        }
        bytes[frame + 1] = (byte) 0xC2; // says that it is progressive
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(bytes, 0, bytes.length - 2);
        for (int scan = 0; scan < 20_000; scan++) {
            many.write(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0});
        }
        many.write(new byte[] {(byte) 0xFF, (byte) 0xD9});
        Files.write(file, many.toByteArray());
        String reason = assertThrows(IOException.class, () -> natives.decode(file, 10, 10, ImageFit.SQUASH))
                .getMessage();
        assertTrue(reason.contains("scans, more than Clade reads"), reason);
    }

    private Path photograph(String name, int height, int width) throws IOException {
        return write(name, height, width, (y, x) -> (int) (130 + 70 * Math.sin(x / 61.0 + y / 47.0)));
    }

    private Path edges(String name, int height, int width) throws IOException {
        return write(name, height, width, (y, x) -> (x / 90 + y / 70) % 2 == 0 ? 200 : 60);
    }

    private Path write(String name, int height, int width, IntBinaryOperator blue) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = (int) (127 + 100 * Math.sin(x / 37.0) * Math.cos(y / 23.0));
                image.setRGB(x, y, red << 16 | 255 * y / height << 8 | blue.applyAsInt(y, x));
            }
        }
        return TestImages.write(folder.resolve(name), image);
    }
}
