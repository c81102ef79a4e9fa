package org.clade.base.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file completely or not at all: to a temporary file next to it, which is forced to the disk and then renamed. The
 * folder is forced to the disk as well, so the file is there after a power failure.
 */
public final class AtomicFile {

    private static final int BUFFER = 1 << 20;

    private AtomicFile() {}

    /** The content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes the content.
         *
         * @param out closed afterwards
         * @throws IOException if writing fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file. The folder must exist: this does not recreate a deleted run folder.
     *
     * @param file the file
     * @param content the content
     * @throws FileWriteException if it cannot be written
     */
    public static void write(Path file, Content content) {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            fill(temporary, content);
            rename(temporary, file);
        } catch (IOException e) {
            discard(temporary);
            throw new FileWriteException(file, e);
        }
    }

    /**
     * Writes a file that another process may write at the same time. It creates the folder if necessary. The temporary
     * file is hidden and has a unique name.
     *
     * @param file the file; it replaces an existing one
     * @param content the content
     * @throws IOException if it cannot be written
     */
    public static void replace(Path file, Content content) throws IOException {
        Path temporary = aside(file, content);
        try {
            rename(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Writes a file whose name must be free until the end.
     *
     * @param file the file
     * @param content the content
     * @throws FileAlreadyExistsException if the file exists
     * @throws IOException if it cannot be written
     */
    public static void create(Path file, Content content) throws IOException {
        Path temporary = aside(file, content);
        try {
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(temporary, file); // a file system without links
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Path aside(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            fill(temporary, content);
            return temporary;
        } catch (IOException e) {
            discard(temporary);
            throw e;
        }
    }

    private static void fill(Path temporary, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            content.writeTo(new Unclosed(out));
            out.flush();
            channel.force(true);
        }
    }

    /**
     * Gives a whole file its name.
     *
     * @param temporary the file as it was written, on the disk already
     * @param file its name; one of that name is replaced
     * @throws IOException if it cannot be renamed
     */
    public static void rename(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
        force(file.toAbsolutePath().getParent());
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            return; // the reported exception has the same reason
        }
    }

    /**
     * Writes a text in UTF-8.
     *
     * @param file the file
     * @param text the content
     */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes.
     *
     * @param file the file
     * @param bytes the content
     */
    public static void write(Path file, byte[] bytes) {
        write(file, out -> out.write(bytes));
    }

    /**
     * Creates a folder in an existing one.
     *
     * @param folder the folder; it may exist
     * @throws FileWriteException if it cannot be created
     */
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new FileWriteException(folder, e);
            }
        } catch (IOException e) {
            throw new FileWriteException(folder, e);
        }
    }

    /** Forces the names in a folder to the disk, if the system can; Windows does it by itself. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException e) {
            return; // this system cannot open folders
        }
    }

    /** A stream whose close leaves the file open, because the file must be forced to the disk first. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
