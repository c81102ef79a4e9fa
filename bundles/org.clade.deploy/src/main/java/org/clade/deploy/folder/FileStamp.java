package org.clade.deploy.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How a file looks from outside.
 *
 * @param size in bytes
 * @param modified milliseconds since 1970
 */
record FileStamp(long size, long modified) {

    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    /** {@return whether nobody has written to it for so long} */
    boolean restedFor(long millis) {
        return System.currentTimeMillis() - modified > millis;
    }
}
