package org.clade.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.SkippedFile;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.cache.CacheSettings;
import org.clade.data.cache.ImageCache;
import org.clade.data.folder.ImageReading;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.PixelLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A typical folder of photographs: many sizes, odd names, damaged files, links and files of systems. */
class PhotographsTest {

    private final ImageFolderReader reader = new ImageFolderReader(ImageReading.uncached(TestImages.decoder()));

    @TempDir
    Path folder;

    @TempDir
    Path kept;

    @Test
    void oddNamesSurvive() throws IOException {
        List<String> names = List.of(
                "a b.png",
                "c,d.png",
                "e\"f\".png",
                "g'h.png",
                "línea.png",
                "写真.png",
                "фото.png",
                "new\nline.png",
                "x;y#z.png");
        for (String name : names) {
            try {
                TestImages.even(folder.resolve(name), 4, 4, 0x808080);
            } catch (FileSystemException | InvalidPathException e) {
                assumeTrue(false, "this file system has no such name: " + name);
            }
        }
        Dataset set = open("");
        assertEquals(
                names.stream().sorted().toList(),
                IntStream.range(0, names.size()).mapToObj(set::item).toList());
        assertEquals(names.size() * 3 * 16, set.read(0, 0, count -> {}).remaining());
    }

    @Test
    void whatSystemsLeaveBehindIsPassedOver() throws IOException {
        TestImages.even(folder.resolve("a.png"), 4, 4, 0);
        for (String name : List.of("Thumbs.db", "desktop.ini", "ehthumbs.db")) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.createDirectories(folder.resolve("__MACOSX"));
        Files.writeString(folder.resolve("__MACOSX/._a.png"), "x");
        Files.writeString(folder.resolve("._a.png"), "x");
        Dataset set = open("");
        assertEquals(1, set.info().images());
        assertTrue(set.notes().stream().noneMatch(note -> note.toString().contains(".db")), set.notes()::toString);
    }

    @Test
    void linksAreFollowedAndLoopsAreNot() throws IOException {
        TestImages.even(folder.resolve("cat/a.png"), 4, 4, 0);
        TestImages.even(folder.resolve("dog/b.png"), 4, 4, 0);
        Path elsewhere = TestImages.even(kept.resolve("c.png"), 4, 4, 0);
        Files.createSymbolicLink(folder.resolve("cat/linked.png"), elsewhere);
        Files.createSymbolicLink(folder.resolve("cat/up"), folder);
        Files.createSymbolicLink(folder.resolve("dog/self.png"), folder.resolve("dog/self.png"));
        Dataset set = open("");
        assertEquals(
                List.of("cat/a.png", "cat/linked.png", "dog/b.png"),
                IntStream.range(0, 3).mapToObj(set::item).toList());
        assertEquals(3, set.info().images());
    }

    @Test
    void allSkippedFilesAreListed() throws IOException {
        for (int i = 10; i < 40; i++) {
            Files.write(folder.resolve(i + ".png"), new byte[0]);
        }
        TestImages.even(folder.resolve("good.png"), 4, 4, 0);
        Dataset set = open("skip_damaged=on");
        assertEquals(30, set.skipped().size());
        assertEquals(new SkippedFile("10.png", "is empty"), set.skipped().get(0));
        assertEquals(
                List.of(),
                reader.open(pillow(), Split.ALL, Settings.of(reader, ""))
                        .orElseThrow()
                        .skipped());
    }

    @Test
    void turnedImagesHaveTheSizeThatPeopleSee() throws Exception {
        for (int value : new int[] {3, 6}) {
            Files.copy(pillow().resolve("turned-" + value + ".jpg"), folder.resolve(value + ".jpg"));
        }
        Dataset upright =
                reader.open(folder, Split.ALL, Settings.of(reader, "")).orElseThrow();
        assertEquals(0, upright.info().shape().height(), "sizes differ");
        Files.delete(folder.resolve("3.jpg"));
        assertEquals("3×44×30", open("").info().shape().toString());
    }

    @Test
    void imagesOfAnotherAspectRatioFitAsTheOptionSays() throws IOException {
        BufferedImage image = new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 32; i++) {
            image.setRGB(i % 8, i / 8, i % 8 < 2 || i % 8 > 5 ? 0xFF0000 : 0x00FF00);
        }
        TestImages.write(folder.resolve("a.png"), image);
        assertTrue(red("", 0) > 200 && red("", 1) < 55 && red("", 3) > 200, "the sides are red");
        assertEquals(
                List.of(0, 0, 0, 0),
                IntStream.range(0, 4).mapToObj(x -> red("fit=crop", x)).toList());
        ByteBuffer padded = open("fit=pad").read(8, 8, count -> {});
        assertEquals(0, padded.get(0), "black above");
        assertEquals(255, padded.get(2 * 8) & 0xFF, "the image in the middle");
    }

    private int red(String options, int x) {
        return open(options).read(4, 4, count -> {}).get(x) & 0xFF;
    }

    @Test
    void aSecondReadingDecodesNothing() throws IOException {
        for (int i = 0; i < 5; i++) {
            TestImages.even(folder.resolve(i + ".png"), 40, 30, i << 16);
        }
        Files.write(folder.resolve("bad.png"), new byte[] {1, 2, 3});
        byte[] first = read("skip_damaged=on");
        // Five images and a damaged file on opening, each read once for its header and once as a whole; then five
        // decoded.
        assertTrue(opened >= 15, opened + " files opened");
        byte[] second = read("skip_damaged=on");
        assertEquals(0, opened);
        assertArrayEquals(first, second);
        TestImages.even(folder.resolve("3.png"), 30, 40, 7);
        read("skip_damaged=on");
        assertEquals(3, opened, "the one that changed: header, whole, pixels");
        read("fit=crop, skip_damaged=on");
        assertEquals(5, opened, "pixels of another fit");
    }

    private int opened;

    /** Counts queries of the size limit: one per opened file, and one for each of three caches, of findings, thumbnails and pixels. */
    private byte[] read(String options) {
        AtomicInteger asked = new AtomicInteger();
        ImageDecoder decoder = new ImageDecoder(new PixelLimit(() -> {
            asked.incrementAndGet();
            return Optional.empty();
        }));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        ImageCache cache = new ImageCache(() -> new CacheSettings(Optional.of(kept), 1 << 30), later);
        ImageFolderReader keeping = new ImageFolderReader(new ImageReading(decoder, cache));
        ByteBuffer pixels = keeping.open(folder, Split.ALL, Settings.of(keeping, options))
                .orElseThrow()
                .read(16, 16, count -> {});
        opened = asked.get() - 3;
        byte[] bytes = new byte[pixels.remaining()];
        pixels.get(bytes);
        return bytes;
    }

    private static Path pillow() {
        return Path.of("src/test/resources/org/clade/data/pillow");
    }

    private Dataset open(String options) {
        return reader.open(folder, Split.ALL, Settings.of(reader, options)).orElseThrow();
    }
}
