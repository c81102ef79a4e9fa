package org.clade.run.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileWriteException;

/**
 * A file while it grows: bytes are appended under the name with {@value #ENDING} behind, and the file gets its own name at the end.
 * Now and then {@link #force} brings it to the disk, and {@link WrittenRows} says how far it is; what an interrupt leaves behind that is
 * cut off.
 */
public final class GrowingFile implements AutoCloseable {

    /** The ending of its name until it is whole. */
    public static final String ENDING = ".part";

    private static final int PIECE = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final CRC32C checksum = new CRC32C();
    private long bytes;

    private GrowingFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** {@return where a file is while it grows} */
    public static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ENDING);
    }

    /**
     * Begins a file.
     *
     * @param file its name at the end
     * @return the file, to be closed
     * @throws FileWriteException if it is there already or cannot be written
     */
    public static GrowingFile begin(Path file) {
        try {
            return new GrowingFile(
                    file, FileChannel.open(part(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new FileWriteException(part(file), e);
        }
    }

    /**
     * Goes on with a file.
     *
     * @param file its name at the end
     * @param length how long it was; what is behind is cut off
     * @return the file, to be closed
     * @throws FileWriteException if it is not there or cannot be written
     */
    public static GrowingFile resume(Path file, long length) {
        try {
            Path part = part(file);
            if (!Files.exists(part)) { // it got its name, and then the process ended
                AtomicFile.rename(file, part);
            }
            GrowingFile grown =
                    new GrowingFile(file, FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE));
            grown.takeUp(length);
            return grown;
        } catch (IOException e) {
            throw new FileWriteException(part(file), e);
        }
    }

    private void takeUp(long length) throws IOException {
        channel.truncate(length);
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        while (channel.read(piece) >= 0) {
            bytes += piece.flip().remaining();
            checksum.update(piece);
            piece.clear();
        }
    }

    /** Appends bytes. */
    public void append(ByteBuffer content) {
        checksum.update(content.duplicate());
        bytes += content.remaining();
        try {
            while (content.hasRemaining()) {
                channel.write(content);
            }
        } catch (IOException e) {
            throw new FileWriteException(part(file), e);
        }
    }

    /**
     * Appends the end of another file.
     *
     * @param other the file
     * @param from the first of its bytes that is appended
     */
    public void append(Path other, long from) {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (FileChannel in = FileChannel.open(other, StandardOpenOption.READ)) {
            in.position(from);
            while (in.read(piece) >= 0) {
                append(piece.flip());
                piece.clear();
            }
        } catch (IOException e) {
            throw new FileWriteException(part(file), e);
        }
    }

    /** {@return how long it is} */
    public long bytes() {
        return bytes;
    }

    /** {@return the checksum of its bytes, CRC-32C} */
    public long checksum() {
        return checksum.getValue();
    }

    /** Forces what was appended to the disk. */
    public void force() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new FileWriteException(part(file), e);
        }
    }

    /** Gives the file its name. */
    public void finish() {
        try {
            AtomicFile.rename(part(file), file);
        } catch (IOException e) {
            throw new FileWriteException(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new FileWriteException(part(file), e);
        }
    }
}
