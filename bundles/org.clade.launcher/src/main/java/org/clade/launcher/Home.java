package org.clade.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The product folder: {@code bin/}, {@code lib/}, {@code bundles/}, {@code etc/}; a bundle handles {@code deploy/}. */
record Home(Path folder) {
    /** System property with the product folder; the default is the folder above this class's jar. */
    static final String PROPERTY = "clade.home";

    static Home find() throws LaunchException {
        String named = System.getProperty(PROPERTY);
        Path folder = (named == null ? aboveThisJar() : Path.of(named))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(folder.resolve("bundles"))) {
            throw new LaunchException("There is no folder 'bundles' in " + folder
                    + ", so it is not an assembled Clade; start it with bin/clade of the product folder.");
        }
        return new Home(folder);
    }

    private static Path aboveThisJar() throws LaunchException {
        try {
            Path jar = Path.of(Home.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolve("../..");
        } catch (URISyntaxException e) {
            throw new LaunchException("Clade was not started from a file; set -Dclade.home to the product folder.", e);
        }
    }

    Path settings() {
        return folder.resolve("etc/clade.properties");
    }

    /** {@return the jars of the product, by name} */
    List<Path> bundles() throws LaunchException {
        Path source = folder.resolve("bundles");
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LaunchException("The folder " + source + " cannot be read: " + e.getMessage(), e);
        }
    }
}
