package org.clade.deploy.folder;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.clade.base.file.AtomicFile;
import org.clade.base.folder.FileStamp;
import org.clade.base.folder.WatchedFolder;

/** The folder {@code deploy/}: its jars, and which of them are completely copied. */
final class DeployFolder {

    private static final String UNDEPLOYED = "undeployed";
    private static final Duration RESTED = Duration.ofMillis(1500);

    private final Optional<WatchedFolder> folder;
    private Map<Path, FileStamp> before = Map.of();

    /**
     * A folder.
     *
     * @param folder the folder; empty if there is none to watch
     */
    DeployFolder(Optional<Path> folder) {
        this.folder = folder.map(path -> new WatchedFolder(path, "*.jar"));
    }

    /**
     * Lists the folder.
     *
     * @return the jars; a jar that may still be incomplete has no stamp
     */
    Map<Path, Optional<FileStamp>> look() throws IOException {
        Map<Path, FileStamp> now = folder.isPresent() ? folder.get().look() : Map.of();
        Map<Path, Optional<FileStamp>> jars = new TreeMap<>();
        now.forEach((jar, stamp) -> {
            boolean still = stamp.equals(before.get(jar)) || stamp.restedFor(RESTED);
            jars.put(jar, still ? Optional.of(stamp) : Optional.empty());
        });
        before = now;
        return jars;
    }

    /** {@return whether a file is in the folder} */
    boolean has(Path file) {
        return folder.filter(watched -> watched.has(file)).isPresent();
    }

    /** {@return the path of a jar in the folder, if there is a folder} */
    Optional<Path> place(Path jar) {
        return folder.map(watched -> watched.path().resolve(jar.getFileName().toString()));
    }

    /** Puts a file into the folder, completely or not at all. */
    void put(Path copy, Path place) throws IOException {
        AtomicFile.replace(place, out -> Files.copy(copy, out));
    }

    /** Moves a jar out of the folder and keeps it. */
    void takeOut(Path jar) throws IOException {
        Path kept = jar.resolveSibling(UNDEPLOYED);
        Files.createDirectories(kept);
        move(jar, kept.resolve(jar.getFileName().toString()));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
