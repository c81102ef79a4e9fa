package org.clade.base.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
     * @param rows as many values as there are columns; rows that are made on the way are not kept in memory
     */
    public static void write(Path file, Iterable<String> columns, Iterable<? extends Iterable<?>> rows) {
        AtomicFile.write(file, out -> print(out, columns, rows));
    }

    /**
     * Writes a table to a stream.
     *
     * @param out receives the table in UTF-8; it stays open
     * @param columns the names of the columns
     * @param rows as many values as there are columns; rows that are made on the way are not kept in memory
     * @throws IOException if the stream fails
     */
    public static void print(OutputStream out, Iterable<String> columns, Iterable<? extends Iterable<?>> rows)
            throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        print(text, columns, rows);
        text.flush();
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
        try {
            print(text, columns, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void print(Appendable text, Iterable<String> columns, Iterable<? extends Iterable<?>> rows)
            throws IOException {
        CSVPrinter printer = new CSVPrinter(text, FORMAT);
        printer.printRecord(columns);
        for (Iterable<?> row : rows) {
            printer.printRecord(row);
        }
    }
}
