package org.clade.deploy.process;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files in the folder {@code deploy/.ended} that outlive the process. One kind records that a bundle ended Clade. The
 * other records that a process is starting a bundle; it remains if the process ends without a message. A marker is
 * valid until its jar changes.
 */
public final class ExitMarkers {

    private static final Logger LOG = LoggerFactory.getLogger(ExitMarkers.class);

    private static final String FOLDER = ".ended";
    private static final String ENDED = ".ended";
    private static final String STARTING = ".starting";
    private static final int STARTS_WITHOUT_A_WORD = 2;

    private static final String STAMP = "jar";
    private static final String BUNDLE = "bundle";
    private static final String CALL = "call";
    private static final String TIME = "time";

    private final Optional<Path> deploy;
    private volatile Start latest;

    /**
     * Markers.
     *
     * @param deploy the deploy folder; empty if there is none
     */
    public ExitMarkers(Optional<Path> deploy) {
        this.deploy = deploy;
    }

    /** A bundle during its start and check. */
    public final class Start implements AutoCloseable {

        private final String jar;
        private final String bundle;
        private final Path marker;

        private Start(String jar, String bundle, Path marker) {
            this.jar = jar;
            this.bundle = bundle;
            this.marker = marker;
        }

        /** {@return the jar's file name} */
        String jar() {
            return jar;
        }

        /** {@return symbolic name and version} */
        String bundle() {
            return bundle;
        }

        /** Removes the marker: the bundle started or was refused, and the process is alive. */
        @Override
        public void close() {
            latest = null;
            delete(marker);
        }
    }

    /**
     * Explains why a jar does not start.
     *
     * @param jar its file name
     * @return a sentence; empty if it may start
     */
    public Optional<String> refusal(String jar) {
        Optional<Properties> ended = read(marker(jar, ENDED)).filter(marker -> fits(jar, marker));
        String again = "To try it again, replace or touch deploy/%s, or run part:deploy with its path.".formatted(jar);
        if (ended.isPresent()) {
            Properties marker = ended.get();
            return Optional.of("%s %s at %s and so ended Clade; it does not start again. %s"
                    .formatted(marker.getProperty(BUNDLE), marker.getProperty(CALL), marker.getProperty(TIME), again));
        }
        return left(jar) < STARTS_WITHOUT_A_WORD
                ? Optional.empty()
                : Optional.of("Clade ended twice without a message during the start of %s; it does not start again. %s"
                        .formatted(jar, again));
    }

    /** Allows the start of a jar again. */
    public void forget(String jar) {
        delete(marker(jar, ENDED));
        leftovers(jar, this::delete);
    }

    /**
     * Records that a jar is starting.
     *
     * @param jar its file name
     * @param bundle symbolic name and version
     * @return the record; close it after the start
     */
    public Start starting(String jar, String bundle) {
        Path marker = marker(jar, "." + ProcessHandle.current().pid() + STARTING);
        if (write(jar, marker, new Properties())) {
            marker.toFile().deleteOnExit(); // the bundle did not cause an orderly end of the process
        }
        Start start = new Start(jar, bundle, marker);
        latest = start;
        return start;
    }

    /** {@return the bundle that is starting} */
    Optional<Start> current() {
        return Optional.ofNullable(latest);
    }

    /**
     * Records that a bundle ended Clade.
     *
     * @param jar its file name
     * @param bundle symbolic name and version
     * @param call what it called
     * @return whether the record was written
     */
    public boolean ended(String jar, String bundle, String call) {
        current().ifPresent(Start::close);
        Properties marker = new Properties();
        marker.setProperty(BUNDLE, bundle);
        marker.setProperty(CALL, call);
        marker.setProperty(TIME, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return write(jar, marker(jar, ENDED), marker);
    }

    private Path marker(String jar, String ending) {
        return deploy.orElse(Path.of("")).resolve(FOLDER).resolve(jar + ending);
    }

    /** The size and time of the jar, which change when it is replaced or touched. */
    private String stamp(String jar) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(deploy.orElseThrow().resolve(jar), BasicFileAttributes.class);
        return attributes.size() + " bytes of " + attributes.lastModifiedTime();
    }

    private boolean fits(String jar, Properties marker) {
        try {
            return stamp(jar).equals(marker.getProperty(STAMP));
        } catch (IOException e) {
            return false;
        }
    }

    /** The number of ended processes that began to start this version of the jar and did not finish. */
    private int left(String jar) {
        int[] count = {0};
        leftovers(jar, marker -> {
            if (read(marker).filter(properties -> fits(jar, properties)).isPresent()) {
                count[0]++;
            } else {
                delete(marker);
            }
        });
        return count[0];
    }

    private void leftovers(String jar, Consumer<Path> action) {
        if (deploy.isEmpty() || !Files.isDirectory(deploy.get().resolve(FOLDER))) {
            return;
        }
        DirectoryStream.Filter<Path> ofJar = file -> {
            String name = file.getFileName().toString();
            return name.startsWith(jar + ".") && name.endsWith(STARTING) && !alive(file, jar);
        };
        try (DirectoryStream<Path> files = Files.newDirectoryStream(deploy.get().resolve(FOLDER), ofJar)) {
            files.forEach(action);
        } catch (IOException e) {
            LOG.debug("{} cannot be listed", FOLDER, e);
        }
    }

    /** Whether the process that wrote a marker still runs; its id may have gone to another process since. */
    private static boolean alive(Path marker, String jar) throws IOException {
        String name = marker.getFileName().toString();
        String pid = name.substring(jar.length() + 1, name.length() - STARTING.length());
        Instant written = Files.getLastModifiedTime(marker).toInstant();
        return !pid.matches("\\d{1,18}")
                || ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> process.info()
                                .startInstant()
                                .map(start -> !start.isAfter(written))
                                .orElse(true))
                        .isPresent();
    }

    private static Optional<Properties> read(Path marker) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(marker)) {
            properties.load(reader);
            return Optional.of(properties);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("{} cannot be read", marker, e);
            return Optional.empty();
        }
    }

    private boolean write(String jar, Path marker, Properties properties) {
        if (deploy.isEmpty()) {
            return false;
        }
        try {
            properties.setProperty(STAMP, stamp(jar));
            Files.createDirectories(marker.getParent());
            try (Writer writer = Files.newBufferedWriter(marker)) {
                properties.store(writer, null);
            }
            return true;
        } catch (IOException e) {
            LOG.debug("{} cannot be written", marker, e);
            return false;
        }
    }

    private void delete(Path marker) {
        try {
            Files.deleteIfExists(marker);
        } catch (IOException e) {
            LOG.debug("{} cannot be deleted", marker, e);
        }
    }
}
