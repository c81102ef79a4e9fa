package org.clade.run.prediction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.clade.base.csv.CsvFile;
import org.clade.run.file.GrowingFile;
import org.clade.run.file.WrittenRows;
import org.clade.run.folder.AssignmentColumns;
import org.clade.run.folder.RunFolder;

/**
 * {@code assignments.csv} while it grows. Now and then the rows are forced to the disk and {@value #POSITION} says how many there are;
 * what an interrupt leaves behind these is cut off.
 */
final class AssignmentFile implements AutoCloseable {

    /** Its name until it is whole. */
    static final String PART = RunFolder.ASSIGNMENTS + GrowingFile.ENDING;

    /** The file that says how far the assignments are on the disk. */
    static final String POSITION = "position.json";

    /** What to do where {@value #POSITION} is not as it was written. */
    static final String AGAIN = "start the prediction again";

    private final Path folder;
    private final GrowingFile file;
    private final StringBuilder text = new StringBuilder();
    private final CSVPrinter printer;
    private long rows;

    private AssignmentFile(Path folder, GrowingFile file, long rows) {
        this.folder = folder;
        this.file = file;
        this.rows = rows;
        try {
            this.printer = new CSVPrinter(text, CsvFile.FORMAT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return new AssignmentFile(folder, GrowingFile.begin(folder.resolve(RunFolder.ASSIGNMENTS)), 0);
    }

    /**
     * Goes on with a file.
     *
     * @param folder the folder of the prediction
     * @param written how far it is; what is behind is cut off
     * @return the file, to be closed
     */
    static AssignmentFile resume(Path folder, WrittenRows written) {
        return new AssignmentFile(
                folder, GrowingFile.resume(folder.resolve(RunFolder.ASSIGNMENTS), written.bytes()), written.rows());
    }

    /** {@return how far the assignments of a folder are on the disk} */
    static WrittenRows written(Path folder) {
        return WrittenRows.of(folder.resolve(POSITION), AGAIN);
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
        file.append(other, from);
        rows += more;
    }

    /** Writes what was added. */
    void write() {
        file.append(StandardCharsets.UTF_8.encode(CharBuffer.wrap(text)));
        text.setLength(0);
    }

    /**
     * Forces what was written to the disk.
     *
     * @param counts as {@link WrittenRows} has them
     */
    void mark(int[][] counts) {
        file.force();
        new WrittenRows(rows, file.bytes(), file.checksum(), counts).write(folder.resolve(POSITION));
    }

    /** Gives the file its name. */
    void finish() {
        file.finish();
    }

    @Override
    public void close() {
        file.close();
    }
}
