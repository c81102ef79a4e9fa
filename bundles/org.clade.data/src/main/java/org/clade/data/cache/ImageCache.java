package org.clade.data.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A cache of decoded images with a size limit over all folders; it removes the least recently used first. */
public final class ImageCache {

    /** The age from which an unfinished file was left by a killed process. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Supplier<CacheSettings> settings;
    private final Clock clock;

    /**
     * A cache.
     *
     * @param settings its settings; asked when a folder is opened, so that a wrong setting is refused then
     */
    public ImageCache(Supplier<CacheSettings> settings) {
        this(settings, Clock.systemUTC());
    }

    /**
     * A cache with another clock.
     *
     * @param settings its settings
     * @param clock the clock
     */
    public ImageCache(Supplier<CacheSettings> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** {@return a disabled cache} */
    public static ImageCache none() {
        return new ImageCache(() -> CacheSettings.OFF);
    }

    /**
     * Opens the cache of a folder of images.
     *
     * @param root the folder
     * @param reading everything that a record depends on, except its file
     * @param recordBytes the length of a record
     * @return the store; close it after use
     */
    public RecordStore open(Path root, String reading, int recordBytes) {
        CacheSettings now = settings.get();
        if (now.folder().isEmpty()) {
            return new RecordStore(clock);
        }
        String name = FileKey.hash(real(root) + "|" + reading).toString();
        Path folder = now.folder().get().resolve(name);
        return RecordStore.open(folder, recordBytes, clock, now.bytes(), () -> bound(now));
    }

    /** {@return its size limit in bytes; 0 for a disabled cache} */
    public long bytes() {
        CacheSettings now = settings.get();
        return now.folder().isEmpty() ? 0 : now.bytes();
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return root.toAbsolutePath().normalize();
        }
    }

    private record Kept(Path file, long size, Instant used) {}

    /** Removes the least recently used stores. Several processes may do so at once. */
    private synchronized void bound(CacheSettings limits) {
        List<Kept> kept = new ArrayList<>();
        long size = 0;
        try (Stream<Path> files = Files.walk(limits.folder().orElseThrow())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                Instant used = found.lastModifiedTime().toInstant();
                boolean pack = file.toString().endsWith(Pack.ENDING);
                if (found.isRegularFile()
                        && (pack || used.isBefore(clock.instant().minus(ABANDONED)))) {
                    kept.add(new Kept(file, found.size(), used));
                    size += found.size();
                }
            }
            kept.sort(Comparator.comparing(Kept::used));
            for (Kept oldest : kept) {
                boolean abandoned = !oldest.file().toString().endsWith(Pack.ENDING);
                if (size > limits.bytes() || abandoned) {
                    Files.deleteIfExists(oldest.file());
                    size -= oldest.size();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // another process removes it; the rest can be removed next time
        }
    }
}
