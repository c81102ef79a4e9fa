package org.clade.data.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cached records of one folder for one way of reading: records of one length, one for each file. Several threads
 * and processes may use it at once. It never fails: it skips what it cannot read or write.
 */
public final class RecordStore implements Closeable {

    private static final long PACK_BYTES = 1 << 26;

    /** How many bytes to leave free on the disk. */
    private static final long FREE_BYTES = 1 << 30;

    private final Optional<Path> folder;
    private final int recordBytes;
    private final Clock clock;
    private final Runnable bound;
    private final List<Pack> packs;
    private final Set<Path> used = new HashSet<>();
    private long room;
    private Optional<Pack.Writer> writer = Optional.empty();

    /** A disabled store. */
    RecordStore(Clock clock) {
        this(Optional.empty(), 0, clock, 0, List.of(), () -> {});
    }

    private RecordStore(
            Optional<Path> folder, int recordBytes, Clock clock, long room, List<Pack> packs, Runnable bound) {
        this.folder = folder;
        this.recordBytes = recordBytes;
        this.clock = clock;
        this.room = room;
        this.packs = packs;
        this.bound = bound;
    }

    /**
     * Opens a store.
     *
     * @param folder its folder, which need not exist
     * @param recordBytes the length of its records
     * @param clock the clock
     * @param most its size limit in bytes
     * @param bound enforces the limit of the whole cache, called when this store has grown
     * @return the store
     */
    static RecordStore open(Path folder, int recordBytes, Clock clock, long most, Runnable bound) {
        List<Pack> packs = new ArrayList<>();
        long size = 0;
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + Pack.ENDING)) {
                for (Path file : files) {
                    Optional<Pack> pack = Pack.open(file, recordBytes);
                    if (pack.isPresent()) {
                        packs.add(pack.get());
                        size += pack.get().size();
                    } else {
                        Files.deleteIfExists(file);
                    }
                }
            } catch (IOException e) {
                // another process may clear the cache now; the opened packs still work
            }
        }
        return new RecordStore(Optional.of(folder), recordBytes, clock, most - size, packs, bound);
    }

    /** Makes a record of a file. */
    @FunctionalInterface
    public interface Making {
        byte[] of(Path file) throws IOException;
    }

    /**
     * Returns the record of a file, from the cache or newly made.
     *
     * @param name its path below the folder
     * @param file the file
     * @param making makes the record
     * @return the record
     * @throws IOException if making the record fails
     */
    public byte[] get(String name, Path file, Making making) throws IOException {
        // The key is taken before the file is read, so that a change in between makes a record that is never found.
        Optional<FileKey> key = folder.isEmpty() ? Optional.empty() : FileKey.of(name, file, clock.instant());
        Optional<byte[]> kept = key.flatMap(this::find);
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] made = making.of(file);
        if (key.isPresent() && made.length == recordBytes) {
            add(key.get(), made);
        }
        return made;
    }

    private Optional<byte[]> find(FileKey key) {
        for (Pack pack : packs) {
            Optional<byte[]> found = pack.find(key);
            if (found.isPresent()) {
                synchronized (used) {
                    used.add(pack.file());
                }
                return found;
            }
        }
        return Optional.empty();
    }

    private synchronized void add(FileKey key, byte[] record) {
        room -= record.length + Pack.ENTRY_BYTES;
        if (room < 0) {
            return;
        }
        try {
            if (writer.isEmpty()) {
                Pack.Writer begun = new Pack.Writer(folder.orElseThrow(), recordBytes);
                writer = Optional.of(begun);
                if (Files.getFileStore(folder.orElseThrow()).getUsableSpace() < FREE_BYTES) {
                    giveUp();
                    return;
                }
            }
            writer.get().add(key, record);
            if (writer.get().size() >= PACK_BYTES) {
                finish();
            }
        } catch (IOException e) {
            giveUp();
        }
    }

    private void finish() throws IOException {
        Pack.Writer done = writer.orElseThrow();
        writer = Optional.empty();
        done.finish();
        bound.run();
    }

    private void giveUp() {
        room = -1;
        writer.ifPresent(begun -> {
            try {
                begun.close();
            } catch (IOException e) {
                // it is removed with the oldest
            }
        });
        writer = Optional.empty();
    }

    /** Writes new records, and the time of use of others. */
    @Override
    public synchronized void close() {
        FileTime now = FileTime.from(clock.instant());
        for (Pack pack : packs) {
            try {
                pack.close();
                if (used.contains(pack.file())) {
                    Files.setLastModifiedTime(pack.file(), now);
                }
            } catch (IOException e) {
                // another process has removed it
            }
        }
        try {
            if (writer.isPresent()) {
                finish();
            }
        } catch (IOException e) {
            giveUp();
        }
    }
}
