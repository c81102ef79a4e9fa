package org.clade.run.prediction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.commons.csv.CSVPrinter;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileWriteException;
import org.clade.run.folder.AssignmentColumns;
import org.clade.run.folder.RunFolder;

/**
 * {@code assignments.csv} while it grows: rows are appended to {@value #PART}, which gets its name at the end. Now and then the rows
 * are forced to the disk and {@code position.json} says how many there are; what an interrupt leaves behind these is cut off.
 */
final class AssignmentFile implements AutoCloseable {

    /** Its name until then. */
    static final String PART = RunFolder.ASSIGNMENTS + ".part";

    private static final int PIECE = 1 << 16;

    private final Path folder;
    private final FileChannel channel;
    private final CRC32C checksum = new CRC32C();
    private final StringBuilder text = new StringBuilder();
    private final CSVPrinter printer;
    private long rows;
    private long bytes;

    private AssignmentFile(Path folder, FileChannel channel) throws IOException {
        this.folder = folder;
        this.channel = channel;
        this.printer = new CSVPrinter(text, CsvFile.FORMAT);
    }

    /**
     * Begins a file with the names of its columns.
     *
     * @param folder the folder of the prediction
     * @param columns the columns
     * @return the file, to be closed
     */
    static AssignmentFile begin(Path folder, AssignmentColumns columns) {
        AssignmentFile file = empty(folder);
        file.print(columns.names());
        return file;
    }

    /**
     * Begins a file that is empty.
     *
     * @param folder the folder of the prediction
     * @return the file, to be closed
     */
    static AssignmentFile empty(Path folder) {
        try {
            return new AssignmentFile(
                    folder,
                    FileChannel.open(folder.resolve(PART), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new FileWriteException(folder.resolve(PART), e);
        }
    }

    /**
     * Goes on with a file.
     *
     * @param folder the folder of the prediction
     * @param written how far it is; what is behind is cut off
     * @return the file, to be closed
     */
    static AssignmentFile resume(Path folder, WrittenRows written) {
        try {
            Path part = folder.resolve(PART);
            if (!Files.exists(part)) { // it got its name, and then the process ended
                AtomicFile.rename(folder.resolve(RunFolder.ASSIGNMENTS), part);
            }
            AssignmentFile file = new AssignmentFile(
                    folder, FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE));
            file.takeUp(written);
            return file;
        } catch (IOException e) {
            throw new FileWriteException(folder.resolve(PART), e);
        }
    }

    private void takeUp(WrittenRows written) throws IOException {
        channel.truncate(written.bytes());
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        while (channel.read(piece) >= 0) {
            checksum.update(piece.flip());
            piece.clear();
        }
        rows = written.rows();
        bytes = written.bytes();
    }

    /** Adds a row. */
    void add(List<Object> row) {
        print(row);
        rows++;
    }

    private void print(List<?> values) {
        try {
            printer.printRecord(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Appends the rows of another file as they are.
     *
     * @param other the file
     * @param from the first of its bytes that is appended
     * @param more how many rows follow
     */
    void append(Path other, long from, long more) {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (FileChannel in = FileChannel.open(other, StandardOpenOption.READ)) {
            in.position(from);
            while (in.read(piece) >= 0) {
                put(piece.flip());
                piece.clear();
            }
            rows += more;
        } catch (IOException e) {
            throw new FileWriteException(folder.resolve(PART), e);
        }
    }

    private void put(ByteBuffer content) throws IOException {
        checksum.update(content.duplicate());
        bytes += content.remaining();
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }

    /** Writes what was added. */
    void write() {
        try {
            put(StandardCharsets.UTF_8.encode(CharBuffer.wrap(text)));
            text.setLength(0);
        } catch (IOException e) {
            throw new FileWriteException(folder.resolve(PART), e);
        }
    }

    /**
     * Forces what was written to the disk.
     *
     * @param counts as {@link WrittenRows} has them
     */
    void mark(int[][] counts) {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new FileWriteException(folder.resolve(PART), e);
        }
        new WrittenRows(rows, bytes, checksum.getValue(), counts).write(folder);
    }

    /** Gives the file its name. */
    void finish() {
        try {
            AtomicFile.rename(folder.resolve(PART), folder.resolve(RunFolder.ASSIGNMENTS));
        } catch (IOException e) {
            throw new FileWriteException(folder.resolve(RunFolder.ASSIGNMENTS), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new FileWriteException(folder.resolve(PART), e);
        }
    }
}
