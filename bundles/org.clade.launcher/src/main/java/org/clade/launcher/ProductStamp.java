package org.clade.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that the kept state of the framework depends on: the Java in use, the product folder, each of its jars with size and times,
 * and the framework's settings. Two starts with equal stamps resolve the same bundles in the same way.
 *
 * @param text the stamp, a line per fact
 */
record ProductStamp(String text) {
    private static final String FORMAT = "1";
    private static final List<String> JAVA =
            List.of("java.home", "java.vm.version", "java.vm.name", "os.name", "os.arch", "os.version");
    private static final List<String> FOLDERS = List.of("lib", "bundles");

    /** Settings of Clade itself, which no bundle's wiring depends on. */
    private static final String OWN = "clade.";

    /**
     * The stamp of a product.
     *
     * @param home the product folder
     * @param settings the framework's settings
     * @param levels the start levels by symbolic name
     * @return the stamp
     * @throws IOException if a jar cannot be read
     */
    static ProductStamp of(Home home, Map<String, String> settings, Map<String, Integer> levels) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FORMAT, home.folder().toString()));
        JAVA.forEach(name -> lines.add(name + "=" + System.getProperty(name)));
        new TreeMap<>(settings).forEach((name, value) -> {
            if (!name.startsWith(OWN)) {
                lines.add(name + "=" + value);
            }
        });
        lines.add("levels=" + new TreeMap<>(levels));
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(home.folder().resolve(folder))) {
                for (Path file : files.sorted().toList()) {
                    lines.add(folder + "/" + file.getFileName() + " " + facts(file));
                }
            }
        }
        return new ProductStamp(String.join("\n", lines));
    }

    /**
     * Size and times of a file. The build gives all files the same time of modification, and a rebuilt jar may have the same size, so
     * the time of the last change of the file itself counts, which no program can set.
     */
    private static String facts(Path file) throws IOException {
        try {
            return new TreeMap<>(Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino")).toString();
        } catch (UnsupportedOperationException | IllegalArgumentException e) { // not Unix
            return new TreeMap<>(Files.readAttributes(file, "size,lastModifiedTime,creationTime")).toString();
        }
    }

    /** {@return a short name for this stamp: the first 16 hexadecimal digits of its SHA-256} */
    String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
