package org.clade.base.csv;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.clade.base.file.AtomicFile;

/** Tables as RFC 4180 has them, lines ended by a line feed. */
public final class CsvFile {

    /** The form of all tables. */
    public static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private CsvFile() {}

    /**
     * Writes a table, aside and then renamed.
     *
     * @param file the file
     * @param columns the names of the columns
     * @param rows as many values as there are columns
     */
    public static void write(Path file, Iterable<String> columns, Iterable<? extends Iterable<?>> rows) {
        AtomicFile.write(file, text(columns, rows));
    }

    /**
     * The content of the file of a table.
     *
     * @param columns the names of the columns
     * @param rows as many values as there are columns
     * @return the content
     */
    public static String text(Iterable<String> columns, Iterable<? extends Iterable<?>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(columns);
            for (Iterable<?> row : rows) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
