package org.clade.report.folder;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVParser;
import org.clade.base.csv.CsvFile;

/**
 * A table with named columns.
 *
 * @param columns their names
 * @param rows as many values as there are columns
 */
public record CsvTable(List<String> columns, List<List<String>> rows) {

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
                CSVParser parser = CSVParser.parse(reader, CsvFile.FORMAT)) {
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

    /** {@return the values of a column; empty texts where there is no such column} */
    public List<String> column(String name) {
        return IntStream.range(0, rows.size()).mapToObj(row -> text(row, name)).toList();
    }

    /** {@return the value of a row in a column; an empty text where there is no such column} */
    public String text(int row, String name) {
        int index = columns.indexOf(name);
        return index < 0 ? "" : rows.get(row).get(index);
    }

    /** {@return the value of a row in a column as a number, NaN where there is none} */
    public double number(int row, String name) {
        return number(text(row, name));
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
