package org.clade.data.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Many records of one length in one file: the records, then for each its key, its number and its checksum, in the order of the keys,
 * then how many there are. A pack is written under another name and renamed, so it is complete or missing; the checksums detect disk errors.
 */
final class Pack implements Closeable {

    /** The ending of the names of packs. */
    static final String ENDING = ".pack";

    static final int ENTRY_BYTES = 24;
    static final int END_BYTES = 24;
    static final long MAGIC = 0x434C414445313030L;

    private final Path file;
    private final FileChannel channel;
    private final int recordBytes;
    private final ByteBuffer index;
    private final int count;

    private Pack(Path file, FileChannel channel, int recordBytes, ByteBuffer index) {
        this.file = file;
        this.channel = channel;
        this.recordBytes = recordBytes;
        this.index = index;
        this.count = index.limit() / ENTRY_BYTES;
    }

    /**
     * Opens a pack.
     *
     * @param file the file
     * @param recordBytes the length of its records
     * @return the pack; empty if it is not a complete pack of such records
     * @throws IOException if it cannot be read
     */
    static Optional<Pack> open(Path file, int recordBytes) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            Optional<ByteBuffer> index = index(channel, recordBytes);
            if (index.isPresent()) {
                return Optional.of(new Pack(file, channel, recordBytes, index.get()));
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private static Optional<ByteBuffer> index(FileChannel channel, int recordBytes) throws IOException {
        long size = channel.size();
        if (size < END_BYTES) {
            return Optional.empty();
        }
        ByteBuffer end = read(channel, size - END_BYTES, END_BYTES);
        int count = end.getInt();
        int length = end.getInt();
        long checksum = end.getLong();
        if (end.getLong() != MAGIC
                || length != recordBytes
                || count < 0
                || size != (long) count * (recordBytes + ENTRY_BYTES) + END_BYTES) {
            return Optional.empty();
        }
        ByteBuffer index = read(channel, (long) count * recordBytes, count * ENTRY_BYTES);
        return checksum(index.array()) == checksum ? Optional.of(index) : Optional.empty();
    }

    private static ByteBuffer read(FileChannel channel, long at, int bytes) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(bytes);
        while (read.hasRemaining()) {
            if (channel.read(read, at + read.position()) < 0) {
                throw new IOException("shorter than it was");
            }
        }
        return read.flip();
    }

    /** {@return the checksum of bytes} */
    static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    /**
     * Finds a record.
     *
     * @param key its key
     * @return the record; empty if it is missing or damaged
     */
    Optional<byte[]> find(FileKey key) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = middle * ENTRY_BYTES;
            int order = new FileKey(index.getLong(at), index.getLong(at + 8)).compareTo(key);
            if (order == 0) {
                return record(index.getInt(at + 16), index.getInt(at + 20));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> record(int number, int checksum) {
        try {
            byte[] record =
                    read(channel, (long) number * recordBytes, recordBytes).array();
            return checksum(record) == checksum ? Optional.of(record) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // decoded again then
        }
    }

    /** {@return its size in bytes} */
    long size() {
        return (long) count * (recordBytes + ENTRY_BYTES) + END_BYTES;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Writes a pack record by record. */
    static final class Writer implements Closeable {

        private final Path folder;
        private final int recordBytes;
        private final Path written;
        private final FileChannel channel;
        private Entry[] entries = new Entry[16];
        private int count;

        private record Entry(FileKey key, int number, int checksum) {}

        /**
         * Begins a pack.
         *
         * @param folder its folder
         * @param recordBytes the length of its records
         * @throws IOException if it cannot be written
         */
        Writer(Path folder, int recordBytes) throws IOException {
            this.folder = Files.createDirectories(folder);
            this.recordBytes = recordBytes;
            this.written = Files.createTempFile(folder, "new", ".tmp");
            this.channel = FileChannel.open(written, StandardOpenOption.WRITE);
        }

        /** Adds a record. */
        void add(FileKey key, byte[] record) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(record);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (count == entries.length) {
                entries = Arrays.copyOf(entries, 2 * count);
            }
            entries[count] = new Entry(key, count, checksum(record));
            count++;
        }

        /** {@return the bytes of the records so far} */
        long size() {
            return (long) count * (recordBytes + ENTRY_BYTES);
        }

        /** Completes the pack and renames it by its content. */
        void finish() throws IOException {
            Entry[] sorted = Arrays.copyOf(entries, count);
            Arrays.sort(sorted, (one, other) -> one.key.compareTo(other.key));
            ByteBuffer index = ByteBuffer.allocate(count * ENTRY_BYTES);
            for (Entry entry : sorted) {
                index.putLong(entry.key.high())
                        .putLong(entry.key.low())
                        .putInt(entry.number)
                        .putInt(entry.checksum);
            }
            ByteBuffer end = ByteBuffer.allocate(END_BYTES);
            end.putInt(count)
                    .putInt(recordBytes)
                    .putLong(checksum(index.array()))
                    .putLong(MAGIC);
            for (ByteBuffer part : new ByteBuffer[] {index.flip(), end.flip()}) {
                while (part.hasRemaining()) {
                    channel.write(part);
                }
            }
            channel.close();
            String name = written.getFileName().toString().replace(".tmp", ENDING);
            Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }

        /** Deletes an unfinished pack. */
        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(written);
        }
    }
}
