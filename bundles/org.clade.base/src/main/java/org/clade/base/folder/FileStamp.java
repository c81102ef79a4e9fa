package org.clade.base.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A stamp that shows a change of a file without reading it.
 *
 * @param modified the time of the last write
 * @param size the size in bytes
 * @param key the file system's key; null if it has none
 */
public record FileStamp(FileTime modified, long size, Object key) {

    /**
     * {@return the present stamp of a file}
     *
     * @param file the file
     * @throws IOException if it is missing or cannot be read
     */
    public static FileStamp of(Path file) throws IOException {
        return of(Files.readAttributes(file, BasicFileAttributes.class));
    }

    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    /**
     * {@return whether the last write is longer ago than a time}
     *
     * @param time the time
     */
    public boolean restedFor(Duration time) {
        return modified.toInstant().isBefore(Instant.now().minus(time));
    }
}
