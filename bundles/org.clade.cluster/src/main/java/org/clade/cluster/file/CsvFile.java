package org.clade.cluster.file;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.clade.base.file.AtomicFile;

/** Tables as RFC 4180 has them, lines ended by a line feed. */
public final class CsvFile {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private CsvFile() {}

    /**
     * Writes a table, aside and then renamed.
     *
     * @param file the file
     * @param columns the names of the columns
     * @param rows as many values as there are columns
     */
    public static void write(Path file, List<String> columns, List<? extends List<?>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(columns);
            for (List<?> row : rows) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFile.write(file, text.toString());
    }
}
