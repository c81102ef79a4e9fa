package org.clade.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageFit;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.cache.CacheSettings;
import org.clade.data.cache.ImageCache;
import org.clade.data.folder.ImageReading;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.PixelLimit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cluster} reads of a folder, pixels and thumbnails, is decoded once: the second time it comes from the cache. */
class KeptThumbnailsTest {

    private static final int IMAGES = 12;
    private static final int SIDE = Dataset.THUMBNAIL_SIDE;

    @TempDir
    Path folder;

    private final AtomicInteger opened = new AtomicInteger();
    private Path photos;

    @BeforeEach
    void photos() throws IOException {
        photos = folder.resolve("photos");
        for (int image = 0; image < IMAGES - 1; image++) {
            TestImages.even(
                    photos.resolve(image + (image % 2 == 0 ? ".png" : ".jpg")), 30 + image, 50, image * 0x102030);
        }
        TestImages.gray(photos.resolve("gray.png"), 20, 20, 77);
        byte[] whole = Files.readAllBytes(photos.resolve("0.png"));
        Files.write(photos.resolve("damaged.png"), Arrays.copyOf(whole, whole.length / 2));
    }

    @Test
    void aSecondReadingDecodesNothing() {
        List<byte[]> first = used(1 << 30);
        assertTrue(opened.get() > IMAGES, "each file is opened the first time: " + opened);
        opened.set(0);
        List<byte[]> second = used(1 << 30);
        // The decoder asks for the limit of pixels at each file it opens, and once for each of the keys of its
        // settings.
        assertTrue(opened.get() < IMAGES, "no file is decoded the second time: " + opened);
        assertEquals(first.size(), second.size());
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(first.get(i), second.get(i));
        }
    }

    @Test
    void inASmallCacheThoseAreKeptThatWereAskedFor() {
        Dataset set = open(6 * (3 * SIDE * SIDE + 100));
        opened.set(0);
        int[] some = {0, 3};
        List<Optional<byte[]>> shown = set.thumbnails(some, SIDE);
        assertTrue(opened.get() >= some.length, "they were not kept on opening: " + opened);
        opened.set(0);
        assertArrayEquals(
                shown.get(1).orElseThrow(), set.thumbnails(some, SIDE).get(1).orElseThrow());
        assertEquals(1, opened.get(), "only the key of the settings asks for the limit");
    }

    @Test
    void thumbnailsAreThePixelsOfTheCenteredSquare() throws IOException {
        Dataset set = open(1 << 30);
        byte[] shown = set.thumbnail(2, SIDE);
        assertArrayEquals(
                TestImages.decoder()
                        .decode(set.file(2).orElseThrow(), SIDE, SIDE, ImageFit.CROP)
                        .planes(),
                shown);
        int gray = IntStream.range(0, IMAGES)
                .filter(image -> set.item(image).equals("gray.png"))
                .findFirst()
                .orElseThrow();
        assertEquals(3 * SIDE * SIDE, set.thumbnail(gray, SIDE).length, "gray in a color set");
        Files.delete(set.file(2).orElseThrow());
        List<Optional<byte[]>> both = set.thumbnails(new int[] {2, 3}, SIDE);
        assertTrue(both.get(0).isEmpty() && both.get(1).isPresent(), "one that is gone is left out");
    }

    /** Opens the set as cluster does and reads what it reads. */
    private List<byte[]> used(long bytes) {
        Dataset set = open(bytes);
        assertEquals(IMAGES, set.info().images());
        assertEquals(1, set.skipped().size());
        byte[] pixels = new byte[IMAGES * 3 * 32 * 32];
        set.read(32, 32, count -> {}).get(pixels);
        List<byte[]> all = new ArrayList<>(List.of(pixels));
        set.thumbnails(IntStream.range(0, IMAGES).toArray(), SIDE).forEach(shown -> all.add(shown.orElseThrow()));
        return all;
    }

    private Dataset open(long bytes) {
        ImageDecoder decoder = new ImageDecoder(new PixelLimit(() -> {
            opened.incrementAndGet();
            return Optional.empty();
        }));
        ImageCache cache = new ImageCache(
                () -> new CacheSettings(Optional.of(folder.resolve("cache")), bytes),
                Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1))); // files that have just changed are not kept
        ImageFolderReader reader = new ImageFolderReader(new ImageReading(decoder, cache));
        return reader.open(photos, Split.ALL, Settings.of(reader, "labels=none, skip_damaged=on"))
                .orElseThrow();
    }
}
