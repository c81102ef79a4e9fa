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
record Fingerprint(long size, long modified) {

    static Fingerprint of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Fingerprint(attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    /** {@return whether nobody has written to it for so long} */
    boolean restedFor(long millis) {
        return System.currentTimeMillis() - modified > millis;
    }
}
