package org.clade.deploy.folder;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder {@code deploy/}: which jars lie in it, and which of them are copied to their end. */
final class DeployFolder {

    private static final String UNDEPLOYED = "undeployed";
    private static final long RESTED_MILLIS = 1500;

    private final Optional<Path> folder;
    private Map<Path, FileStamp> before = Map.of();

    /**
     * A folder.
     *
     * @param folder empty where there is none to watch
     */
    DeployFolder(Optional<Path> folder) {
        this.folder = folder.map(path -> path.toAbsolutePath().normalize());
    }

    /**
     * Looks into the folder.
     *
     * @return the jars; those that somebody may still be writing to have no fingerprint
     */
    Map<Path, Optional<FileStamp>> look() throws IOException {
        Map<Path, FileStamp> now = new HashMap<>();
        Map<Path, Optional<FileStamp>> jars = new TreeMap<>();
        for (Path jar : jars()) {
            try {
                FileStamp fingerprint = FileStamp.of(jar);
                now.put(jar, fingerprint);
                boolean still = fingerprint.equals(before.get(jar)) || fingerprint.restedFor(RESTED_MILLIS);
                jars.put(jar, still ? Optional.of(fingerprint) : Optional.empty());
            } catch (IOException e) {
                jars.put(jar, Optional.empty()); // it has just gone, or cannot be read yet
            }
        }
        before = now;
        return jars;
    }

    private List<Path> jars() throws IOException {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.endsWith(".jar") && !name.startsWith(".");
                    })
                    .toList();
        }
    }

    /** {@return whether a file lies in the folder} */
    boolean has(Path file) {
        return folder.filter(
                        path -> path.equals(file.toAbsolutePath().normalize().getParent()))
                .isPresent();
    }

    /** {@return where a jar would lie in the folder, if there is one} */
    Optional<Path> place(Path jar) {
        return folder.map(path -> path.resolve(jar.getFileName().toString()));
    }

    /** Puts a file into the folder, whole or not at all. */
    void put(Path copy, Path place) throws IOException {
        Files.createDirectories(place.getParent());
        Path aside = place.resolveSibling("." + place.getFileName() + ".part");
        try {
            Files.copy(copy, aside, StandardCopyOption.REPLACE_EXISTING);
            move(aside, place);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Takes a jar out of the folder and keeps it. */
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
