package org.clade.report.folder;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.clade.base.file.AtomicFile;

/**
 * A table with named columns.
 *
 * @param columns their names
 * @param rows as many values as there are columns
 */
public record CsvTable(List<String> columns, List<List<String>> rows) {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    /**
     * Reads a table.
     *
     * @param file the file
     * @return the table, nothing where there is no such file or it cannot be read
     */
    public static Optional<CsvTable> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = CSVParser.parse(reader, FORMAT)) {
            List<List<String>> all =
                    parser.stream().map(record -> record.stream().toList()).toList();
            return all.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CsvTable(
                            all.get(0),
                            all.stream()
                                    .skip(1)
                                    .filter(row -> row.size() == all.get(0).size())
                                    .toList()));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

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

    /** {@return the values of a column; empty texts where there is no such column} */
    public List<String> column(String name) {
        int index = columns.indexOf(name);
        return rows.stream().map(row -> index < 0 ? "" : row.get(index)).toList();
    }

    /** {@return the values of a column as numbers, NaN where there is none} */
    public double[] numbers(String name) {
        return column(name).stream().mapToDouble(CsvTable::number).toArray();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
