package org.clade.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What a start keeps for the next ones, in a folder for this product and this Java: the framework's state after the bundles were
 * installed and resolved ({@value #STATE}), and Java's class archive ({@value #CLASSES}), which {@code bin/clade} names on the command
 * line. A process without a valid state starts {@code bin/start-cache.sh} at its end, which makes both in the background. A state with
 * another stamp, or a damaged one, is not used.
 */
final class StartCache {
    /** The system property with the folder; {@code off} for no cache. {@code bin/clade} sets it. */
    static final String PROPERTY = "clade.start.cache";

    /** The system property of the process that makes the state. */
    static final String MAKE = "clade.start.make";

    static final String STATE = "framework.zip";
    static final String CLASSES = "classes.jsa";

    private static final String OFF = "off";
    private static final String STAMP = "stamp";
    private static final String PRODUCT = "product";
    private static final String ATTEMPT = ".attempt";
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofDays(1);

    /** The parts of the framework's storage that are kept: its own, and the components that Declarative Services have read. */
    private static final String FRAMEWORK = "org.eclipse.osgi/";

    private static final String COMPONENTS = "/data/componentmetadata";
    private static final List<String> LOCKS = List.of(".fileTableLock");

    private final Path folder;
    private final Home home;
    private final ProductStamp stamp;
    private final boolean makes;
    private boolean valid;

    private StartCache(Path folder, Home home, ProductStamp stamp, boolean makes) {
        this.folder = folder;
        this.home = home;
        this.stamp = stamp;
        this.makes = makes;
    }

    /** {@return the cache of this product; one that does nothing if there is none} */
    static StartCache find(Home home, LaunchSettings settings) throws LaunchException {
        String named = System.getProperty(PROPERTY, OFF);
        if (named.isEmpty() || named.equals(OFF)) {
            return none();
        }
        return in(Path.of(named), home, settings, Boolean.getBoolean(MAKE));
    }

    /**
     * The cache in a folder.
     *
     * @param folder the folder, which need not exist
     * @param home the product folder
     * @param settings the product's settings
     * @param makes whether this process makes the state
     * @return the cache
     */
    static StartCache in(Path folder, Home home, LaunchSettings settings, boolean makes) throws LaunchException {
        try {
            ProductStamp stamp = ProductStamp.of(home, settings.framework(), settings.startLevels());
            return new StartCache(folder, home, stamp, makes);
        } catch (IOException e) {
            return none(); // the installation of the bundles names the problem
        }
    }

    /** {@return a cache that keeps and has nothing} */
    static StartCache none() {
        return new StartCache(null, null, null, false);
    }

    /**
     * Writes the kept state into new storage of the framework.
     *
     * @param storage the folder to create
     * @return whether there was a valid state; if not, the storage is empty
     */
    boolean restore(Path storage) throws IOException {
        if (folder == null || makes || !Files.exists(folder.resolve(STATE))) {
            return false;
        }
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(folder.resolve(STATE)))) {
            ZipEntry first = in.getNextEntry();
            if (first == null || !first.getName().equals(STAMP) || !stamp.text().equals(text(in))) {
                return false;
            }
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = storage.resolve(entry.getName()).normalize();
                if (!file.startsWith(storage)) {
                    throw new IOException(entry.getName());
                }
                Files.createDirectories(file.getParent());
                Files.copy(in, file); // checks the entry's checksum at its end
            }
            valid = true;
        } catch (IOException e) {
            log(e);
            FrameworkStorage.delete(storage);
        }
        return valid;
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Forgets a state that the framework could not use. */
    void discard() throws IOException {
        valid = false;
        Files.deleteIfExists(folder.resolve(STATE));
    }

    /**
     * Keeps the state of a stopped framework, if this process is to make it.
     *
     * @param storage the framework's storage
     */
    void keep(Path storage) {
        if (!makes) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, STATE, ".new");
            try {
                write(storage, file);
                Files.move(file, folder.resolve(STATE), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log(e);
        }
    }

    private void write(Path storage, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(STAMP));
            zip.write(stamp.text().getBytes(StandardCharsets.UTF_8));
            Files.walkFileTree(storage, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path found, BasicFileAttributes facts) throws IOException {
                    String name = storage.relativize(found).toString().replace('\\', '/');
                    if (isKept(name)) {
                        zip.putNextEntry(new ZipEntry(name));
                        Files.copy(found, zip);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private static boolean isKept(String name) {
        return (name.startsWith(FRAMEWORK) && LOCKS.stream().noneMatch(name::endsWith))
                || name.toLowerCase(Locale.ROOT).contains(COMPONENTS);
    }

    /**
     * Starts the making of this cache in the background, unless it is valid, or was tried within a day. Nothing of it reaches this
     * process: it may end at once.
     */
    void makeInBackground() {
        if (folder == null || makes || valid) {
            return;
        }
        try {
            Files.createDirectories(folder);
            if (!isFirstAttempt()) {
                return;
            }
            Files.writeString(folder.resolve(PRODUCT), home.folder() + "\n");
            Files.deleteIfExists(folder.resolve(CLASSES));
            ProcessBuilder maker = new ProcessBuilder(
                            "/bin/sh",
                            home.folder().resolve("bin/start-cache.sh").toString(),
                            folder.toString())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .directory(folder.toFile());
            maker.environment().keySet().removeAll(List.of("CLADE_OPTS", "CLADE_LOG"));
            maker.start();
        } catch (IOException e) {
            log(e); // the next start is as slow as this one
        }
    }

    /** Only one process makes the cache for a stamp, and one that fails is not repeated at every start. */
    private boolean isFirstAttempt() throws IOException {
        Path attempt = folder.resolve(stamp.digest() + ATTEMPT);
        try {
            Files.createFile(attempt);
            return true;
        } catch (FileAlreadyExistsException e) {
            Instant last = Files.getLastModifiedTime(attempt).toInstant();
            if (last.isAfter(Instant.now().minus(BETWEEN_ATTEMPTS))) {
                return false;
            }
            Files.deleteIfExists(attempt);
            return isFirstAttempt();
        }
    }

    private static void log(IOException failure) {
        System.getLogger(StartCache.class.getName()).log(Level.DEBUG, "the start cache is not used", failure);
    }
}
