package org.clade.base.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** Tells builds of Clade apart: a checksum of its own bundles, without natives, which differ by platform. */
public final class BuildFingerprint {

    private static final int LETTERS = 16;

    private BuildFingerprint() {}

    /**
     * The build of a product.
     *
     * @param home its folder
     * @return 16 hexadecimal digits
     */
    public static String of(Path home) {
        try (Stream<Path> files = Files.list(home.resolve("bundles"))) {
            List<Path> bundles = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith("org.clade.") && name.endsWith(".jar") && !name.contains(".native.");
                    })
                    .sorted()
                    .toList();
            StringBuilder sums = new StringBuilder();
            for (Path bundle : bundles) {
                sums.append(bundle.getFileName())
                        .append(' ')
                        .append(DigestUtils.sha256Hex(Files.readAllBytes(bundle)))
                        .append('\n');
            }
            return DigestUtils.sha256Hex(sums.toString()).substring(0, LETTERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
