package org.clade.data.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache returns its entries, never stale ones, and respects its limit. */
class ImageCacheTest {

    private static final int BYTES = 100_000;

    /** A time late enough that the files of a test count as unchanged. */
    private static final Duration LATER = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private int made;

    @Test
    void aSecondReadingMakesNothing() throws IOException {
        Path file = image("a.png", 1);
        ImageCache cache = cache(1 << 30, LATER);
        byte[] first = read(cache, file, "s");
        assertEquals(1, made);
        assertArrayEquals(first, read(cache, file, "s"));
        assertArrayEquals(first, read(cache(1 << 30, LATER), file, "s"));
        assertEquals(1, made);
    }

    @Test
    void otherSettingsAndOtherContentAreMadeAgain() throws IOException {
        Path file = image("a.png", 1);
        ImageCache cache = cache(1 << 30, LATER);
        read(cache, file, "s");
        read(cache, file, "t");
        assertEquals(2, made);
        Files.write(file, new byte[] {2, 2});
        assertEquals(2, read(cache, file, "s")[0]);
        assertEquals(3, made);
    }

    @Test
    void aTimeThatIsSetBackDoesNotDeceive() throws IOException {
        Path file = image("a.png", 1);
        FileTime time = Files.getLastModifiedTime(file);
        ImageCache cache = cache(1 << 30, LATER);
        read(cache, file, "s");
        Path other = image("b.png", 7);
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Files.size(file), 1);
        assertEquals(7, read(cache, file, "s")[0]);
    }

    @Test
    void whatChangedJustNowIsNotKept() throws IOException {
        Path file = image("a.png", 1);
        ImageCache cache = cache(1 << 30, Duration.ZERO);
        read(cache, file, "s");
        read(cache, file, "s");
        assertEquals(2, made);
    }

    @Test
    void damageOnTheDiskIsNoticed() throws IOException {
        Path file = image("a.png", 1);
        ImageCache cache = cache(1 << 30, LATER);
        byte[] first = read(cache, file, "s");
        Path pack = packs().get(0);
        byte[] bytes = Files.readAllBytes(pack);
        bytes[BYTES / 2] ^= 1;
        Files.write(pack, bytes);
        assertArrayEquals(first, read(cache, file, "s"));
        assertEquals(2, made);
        Files.write(pack, new byte[10]);
        assertArrayEquals(first, read(cache, file, "s"));
    }

    @Test
    void whatWasUsedLongestAgoGoesFirst() throws IOException {
        ImageCache cache = cache(350_000, LATER);
        Path file = image("a.png", 1);
        for (String reading : List.of("1", "2", "3")) {
            read(cache, file, reading);
        }
        ages();
        read(cache(350_000, LATER.plusHours(2)), file, "1"); // used now
        assertEquals(3, made);
        read(cache(350_000, LATER.plusHours(2)), file, "4"); // one too many
        assertEquals(4, made);
        assertTrue(size() <= 350_000, "size " + size());
        read(cache(350_000, LATER.plusHours(2)), file, "1");
        assertEquals(4, made);
    }

    @Test
    void aSetBeyondTheBoundIsKeptInPart() throws IOException {
        ImageCache cache = cache(250_000, LATER);
        for (int round = 0; round < 2; round++) {
            try (RecordStore store = cache.open(folder, "s", BYTES)) {
                for (int i = 0; i < 5; i++) {
                    Path file = folder.resolve(i + ".png");
                    if (round == 0) {
                        image(i + ".png", i);
                    }
                    assertEquals(i, store.get(i + ".png", file, this::make)[0]);
                }
            }
            assertTrue(size() <= 250_000, "size " + size());
        }
        assertEquals(5 + 3, made);
    }

    @Test
    void twoAtOnceDoNotDisturbEachOther() throws IOException {
        Path file = image("a.png", 1);
        ImageCache cache = cache(1 << 30, LATER);
        try (RecordStore one = cache.open(folder, "s", BYTES);
                RecordStore other = cache.open(folder, "s", BYTES)) {
            one.get("a.png", file, this::make);
            other.get("a.png", file, this::make);
        }
        assertEquals(2, packs().size());
        read(cache, file, "s");
        assertEquals(2, made);
        assertEquals(
                List.of(),
                files().stream().filter(name -> name.endsWith(".tmp")).toList());
    }

    @Test
    void aCacheThatCannotBeWrittenIsNone() throws IOException {
        Path file = image("a.png", 1);
        Path blocked = Files.writeString(folder.resolve("file"), "x");
        ImageCache cache = new ImageCache(() -> new CacheSettings(Optional.of(blocked), 1 << 30), at(LATER));
        read(cache, file, "s");
        assertEquals(1, read(cache, file, "s")[0]);
    }

    @Test
    void settingsAreReadFromProperties() {
        Map<String, String> given = Map.of("clade.images.cache.megabytes", "10");
        assertEquals(
                new CacheSettings(Optional.of(folder.resolve("images")), 10 << 20),
                CacheSettings.of(given::get, () -> folder));
        assertEquals(CacheSettings.OFF, CacheSettings.of(Map.of("clade.images.cache", "off")::get, () -> {
            throw new AssertionError("asked for a folder");
        }));
        assertFalse(CacheSettings.of(key -> null, () -> folder).folder().isEmpty());
        assertEquals(CacheSettings.OFF, CacheSettings.of(key -> null, () -> {
            throw new RefusedException("no folder can be written to");
        }));
        String refusal = assertThrows(
                        RefusedException.class,
                        () -> CacheSettings.of(Map.of("clade.images.cache", "no")::get, () -> folder))
                .getMessage();
        assertTrue(refusal.contains("clade.images.cache is “no”"), refusal);
        assertThrows(
                RefusedException.class,
                () -> CacheSettings.of(Map.of("clade.images.cache.megabytes", "-1")::get, () -> folder));
    }

    private byte[] read(ImageCache cache, Path file, String reading) throws IOException {
        try (RecordStore store = cache.open(folder, reading, BYTES)) {
            return store.get(file.getFileName().toString(), file, this::make);
        }
    }

    private byte[] make(Path file) throws IOException {
        made++;
        byte[] record = new byte[BYTES];
        record[0] = Files.readAllBytes(file)[0];
        return record;
    }

    private Path image(String name, int content) throws IOException {
        return Files.write(folder.resolve(name), new byte[] {(byte) content});
    }

    private ImageCache cache(long bytes, Duration ahead) {
        return new ImageCache(() -> new CacheSettings(Optional.of(folder.resolve("cache")), bytes), at(ahead));
    }

    private static Clock at(Duration ahead) {
        return Clock.fixed(Instant.now().plus(ahead), ZoneOffset.UTC);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.map(Path::toString).toList();
        }
    }

    private List<Path> packs() throws IOException {
        return files().stream()
                .filter(name -> name.endsWith(".pack"))
                .map(Path::of)
                .toList();
    }

    private long size() throws IOException {
        long size = 0;
        for (Path pack : packs()) {
            size += Files.size(pack);
        }
        return size;
    }

    /** Makes all cache entries an hour older. */
    private void ages() throws IOException {
        for (Path pack : packs()) {
            Files.setLastModifiedTime(pack, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
    }
}
