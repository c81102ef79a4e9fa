package org.clade.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The framework's storage: a folder of this process alone, deleted when it ends. A lock is held in it for as long as the process lives,
 * so that a later start can tell folders that a killed process left behind, and deletes them.
 */
final class FrameworkStorage implements AutoCloseable {
    private static final String PREFIX = "clade-framework-";
    private static final String LOCK = "in-use";
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private final Path folder;
    private final FileChannel channel;

    private FrameworkStorage(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** {@return new storage under the given folder, after removing what killed processes left there} */
    static FrameworkStorage create(Path parent) throws LaunchException {
        try {
            removeLeftovers(parent);
            Path folder = Files.createTempDirectory(parent, PREFIX);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            return new FrameworkStorage(folder, channel);
        } catch (IOException e) {
            throw new LaunchException(
                    "The folder " + parent + " for temporary files cannot be written to (" + e.getMessage()
                            + "); name another one with CLADE_OPTS=-Djava.io.tmpdir=<folder>.",
                    e);
        }
    }

    Path framework() {
        return folder.resolve("framework");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        delete(folder);
    }

    private static void removeLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path left : folders) {
                if (isLeftover(left)) {
                    delete(left);
                }
            }
        }
    }

    private static boolean isLeftover(Path folder) {
        try {
            Instant settled = Instant.now().minus(SETTLED);
            if (Files.getLastModifiedTime(folder).toInstant().isAfter(settled)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock != null;
            }
        } catch (IOException | OverlappingFileLockException e) {
            return false; // somebody else's, or being made or deleted at this moment
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
