package org.clade.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * The framework's storage: a folder of this process only, deleted at its end. The process holds a lock in it, so that a later
 * start can recognize and delete the folders of killed processes.
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

    /** {@return new storage in the given folder; also deletes the storage of killed processes there} */
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
                    removeLeftover(left);
                }
            }
        }
    }

    private static void removeLeftover(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // For example another user's; start anyway.
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
            return false; // another user's folder, or one that is just created or deleted
        }
    }

    /** Deletes a folder; other processes may delete parts of it at the same time. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
