package org.clade.data.imagenet;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.TestImages;
import org.clade.data.folder.ImageReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageNetReaderTest {

    private static final int SIZE = 6;

    private final ImageNetReader reader = new ImageNetReader(ImageReading.uncached(TestImages.decoder()));

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        for (String id : ImageNetSubset.IMAGENET_10.wordNetIds().toList()) {
            stripes(folder.resolve("train/" + id + "/" + id + "_1.png"));
            TestImages.gray(folder.resolve("train/" + id + "/" + id + "_2.png"), 4, SIZE, 90);
        }
        TestImages.gray(folder.resolve("train/n01440764/n01440764_1.png"), 4, 4, 9);
    }

    @Test
    void readsThePublishedClasses() {
        Dataset set = open("set=imagenet-10", Split.ALL);
        assertEquals("imagenet-10", set.info().name());
        assertEquals(20, set.info().images());
        assertEquals("train", set.info().protocol());
        assertEquals("king penguin", set.info().classes().get(0));
        assertEquals("orange", set.info().classes().get(9));
        assertEquals(3, set.info().shape().channels());
        assertEquals("train/n02056570/n02056570_1.png", set.item(0));
        assertArrayEquals(new int[] {0, 0, 1, 1}, Arrays.copyOf(set.labels().orElseThrow(), 4));
        assertTrue(
                set.notes().toString().contains("1300 images each"), set.notes().toString());
        assertEquals(20, open("set=imagenet-10", Split.TRAIN).info().images());
        assertRefused(() -> open("set=imagenet-10", Split.TEST), "no split test");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertRefused(() -> open("set=imagenet-dog-15", Split.ALL), "n02086646", "n02112137", "missing or empty");
        assertRefused(() -> open("set=imagenet-1", Split.ALL), "imagenet-1", "imagenet-10");
        assertEquals(Optional.empty(), reader.open(folder, Split.ALL, Settings.of(reader, "")));
        assertEquals(
                Optional.empty(),
                reader.open(
                        Files.createDirectory(folder.resolve("x")), Split.ALL, Settings.of(reader, "set=imagenet-10")));
    }

    @Test
    void foldersOfKaggleAreFound() throws IOException {
        Path kaggle = folder.resolve("ILSVRC");
        Files.createDirectories(kaggle.resolve("Data/CLS-LOC"));
        Files.move(folder.resolve("train"), kaggle.resolve("Data/CLS-LOC/train"));
        assertEquals(
                20,
                reader.open(kaggle, Split.ALL, Settings.of(reader, "set=imagenet-10"))
                        .orElseThrow()
                        .info()
                        .images());
    }

    /** Columns of black and white: all alike where every pixel counts, black or white where only the nearest does. */
    @Test
    void eachAuthorsWayOfShrinkingIsAnOption() {
        assertEquals(128, level("set=imagenet-10"), 2);
        int nearest = level("set=imagenet-10, interpolation=nearest");
        assertTrue(nearest == 0 || nearest == 255, "level " + nearest);
        int aliased = level("set=imagenet-10, antialias=off");
        assertTrue(aliased == 0 || aliased == 255, "level " + aliased);
        assertEquals(
                "train, bilinear without antialiasing",
                open("set=imagenet-10, antialias=off", Split.ALL).info().protocol());
        assertEquals(
                "train, bicubic",
                open("set=imagenet-10, interpolation=bicubic", Split.ALL).info().protocol());
        assertFalse(level("set=imagenet-10, interpolation=bicubic") == nearest);
    }

    private int level(String options) {
        return open(options, Split.ALL).read(4, 2, count -> {}).get(0) & 0xFF;
    }

    private Dataset open(String options, Split split) {
        return reader.open(folder, split, Settings.of(reader, options)).orElseThrow();
    }

    private static void stripes(Path file) throws IOException {
        BufferedImage image = new BufferedImage(SIZE, 4, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < SIZE; x++) {
                image.setRGB(x, y, x % 2 == 0 ? 0 : 0xFFFFFF);
            }
        }
        TestImages.write(file, image);
    }
}
