package org.clade.run.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.clade.api.part.RefusedException;
import org.clade.base.file.FileProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows that this process writes a run folder: a lock of the operating system on the file {@value #NAME} in the folder. The lock
 * ends when the process ends or crashes; the file stays.
 *
 * <p>If a process closes any channel of a file, POSIX releases all its locks on that file. So this class first looks into the
 * set of folders that this process has locked, and does not open the file of a locked folder again.
 */
public final class FolderLock implements AutoCloseable {

    /** The locked file. */
    public static final String NAME = "run.lock";

    private static final Logger LOG = LoggerFactory.getLogger("run");
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder.
     *
     * @param folder an existing folder
     * @return the lock, closed by the caller
     * @throws RefusedException if this or another process writes it
     */
    public static FolderLock take(Path folder) {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            throw new RefusedException(
                    "The run folder %s cannot be opened: %s.".formatted(folder, FileProblem.words(folder, e)), e);
        }
        if (!HELD.add(real)) {
            throw taken(folder, "this process");
        }
        boolean locked = false;
        try {
            FolderLock lock = lock(folder, real);
            locked = true;
            return lock;
        } finally {
            if (!locked) {
                HELD.remove(real);
            }
        }
    }

    private static FolderLock lock(Path folder, Path real) {
        Path file = real.resolve(NAME);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new RefusedException(
                    "The run folder %s cannot be locked, as %s cannot be written: %s."
                            .formatted(folder, NAME, FileProblem.words(file, e)),
                    e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(folder, "another process");
            }
        } catch (OverlappingFileLockException e) {
            close(channel);
            throw taken(folder, "this process");
        } catch (RefusedException e) {
            close(channel);
            throw e;
        } catch (IOException e) { // some network file systems have no locks
            LOG.warn(
                    "The file system of {} has no locks ({}); do not use this run in two processes at a time.",
                    folder,
                    FileProblem.words(file, e));
        }
        return new FolderLock(real, channel);
    }

    private static RefusedException taken(Path folder, String by) {
        return new RefusedException("Run %s is in use by %s; wait for its end, or stop it.".formatted(folder, by));
    }

    /** {@return whether a process, this one or another, writes the folder now} */
    public static boolean held(Path folder) {
        try {
            Path real = folder.toRealPath();
            Path file = real.resolve(NAME);
            if (HELD.contains(real)) {
                return true;
            }
            if (!Files.isRegularFile(file)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock == null;
            }
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        close(channel);
        HELD.remove(folder);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A lock was not closed", e);
        }
    }
}
