package org.clade.data.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The key of an image file: a hash of its path, size and times, so that another content has another key.
 *
 * @param high the upper half of a hash of them
 * @param low the lower half
 */
record FileKey(long high, long low) implements Comparable<FileKey> {

    /** A file that changed within this time may change again with the same timestamp. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /**
     * Finds the key of a file.
     *
     * @param name its path below the folder that it belongs to
     * @param file the file
     * @param now the time
     * @return the key; empty if the file has just changed or its attributes cannot be read
     */
    static Optional<FileKey> of(String name, Path file, Instant now) {
        try {
            return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                    ? ofUnix(name, file, now)
                    : ofBasic(name, file, now);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The change time of a file, which users cannot set back, unlike the modification time. */
    private static Optional<FileKey> ofUnix(String name, Path file, Instant now) throws IOException {
        Map<String, Object> found = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
        Instant modified = ((FileTime) found.get("lastModifiedTime")).toInstant();
        Instant changed = ((FileTime) found.get("ctime")).toInstant();
        return settled(modified, now) && settled(changed, now)
                ? Optional.of(
                        hash(found.get("size") + "|" + modified + '|' + changed + '|' + found.get("ino") + '|' + name))
                : Optional.empty();
    }

    private static Optional<FileKey> ofBasic(String name, Path file, Instant now) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        Instant modified = found.lastModifiedTime().toInstant();
        return settled(modified, now)
                ? Optional.of(hash(found.size() + "|" + modified + '|' + found.creationTime() + '|' + name))
                : Optional.empty();
    }

    private static boolean settled(Instant time, Instant now) {
        return time.isBefore(now.minus(SETTLED));
    }

    /** {@return the key of a text} */
    static FileKey hash(String text) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new FileKey(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    @Override
    public int compareTo(FileKey other) {
        int order = Long.compare(high, other.high);
        return order == 0 ? Long.compare(low, other.low) : order;
    }

    /** {@return 32 hexadecimal digits} */
    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
