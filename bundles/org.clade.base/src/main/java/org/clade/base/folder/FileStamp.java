package org.clade.base.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * What tells a file from the same file changed, without reading it.
 *
 * @param modified when it was written to
 * @param size in bytes
 * @param key what the file system knows it by; null if it has no such key
 */
public record FileStamp(FileTime modified, long size, Object key) {

    /**
     * {@return the stamp that a file has now}
     *
     * @param file the file
     * @throws IOException if it is gone or cannot be read
     */
    public static FileStamp of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }

    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    /**
     * {@return whether the file was last written to longer ago than that}
     *
     * @param time how long
     */
    public boolean restedFor(Duration time) {
        return modified.toInstant().isBefore(Instant.now().minus(time));
    }
}
