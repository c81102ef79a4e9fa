package org.clade.run.support;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** The jar from which a bundle was installed or last updated. */
public final class BundleJar {

    /** The prefix of the location of a bundle without a copy in the framework, such as the product's own bundles. */
    public static final String REFERENCE = "reference:";

    private static final String COPY = "bundleFile";
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private BundleJar() {}

    /**
     * Computes the digest of a bundle's jar, once per update.
     *
     * @param bundle the bundle
     * @return SHA-256 in hexadecimal digits; empty if no jar can be read
     */
    public static String sha256(Bundle bundle) {
        return KNOWN.computeIfAbsent(
                bundle.getBundleId() + "@" + bundle.getLastModified(),
                key -> file(bundle).map(BundleJar::digest).orElse(""));
    }

    /** The framework's own copy, if there is one, otherwise the file from which the bundle was installed. */
    private static Optional<Path> file(Bundle bundle) {
        if (bundle.getBundleId() == 0) {
            return Optional.of(Path.of(URI.create(FrameworkUtil.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toString())))
                    .filter(Files::isRegularFile);
        }
        Optional<Path> copy = copy(bundle);
        return copy.isPresent() ? copy : installedFrom(bundle);
    }

    /** Equinox keeps a numbered copy for each update of a bundle, next to the bundle's data. */
    private static Optional<Path> copy(Bundle bundle) {
        String storage =
                FrameworkUtil.getBundle(BundleJar.class).getBundleContext().getProperty(Constants.FRAMEWORK_STORAGE);
        if (storage == null) {
            return Optional.empty();
        }
        Path own = Path.of(storage, "org.eclipse.osgi", Long.toString(bundle.getBundleId()));
        if (!Files.isDirectory(own)) {
            return Optional.empty();
        }
        try (Stream<Path> updates = Files.list(own)) {
            return updates.filter(update -> update.getFileName().toString().matches("\\d{1,9}"))
                    .max(Comparator.comparingInt(
                            update -> Integer.parseInt(update.getFileName().toString())))
                    .map(update -> update.resolve(COPY))
                    .filter(Files::isRegularFile);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> installedFrom(Bundle bundle) {
        String location = bundle.getLocation();
        String file = location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
        try {
            return Optional.of(Path.of(URI.create(file))).filter(Files::isRegularFile);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty(); // a location can be any text
        }
    }

    private static String digest(Path file) {
        try {
            return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
        } catch (IOException e) {
            return "";
        }
    }
}
