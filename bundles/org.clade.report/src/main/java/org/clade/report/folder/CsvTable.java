package org.clade.report.folder;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
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
        List<List<String>> rows = new ArrayList<>();
        return eachRow(file, (columns, row) -> rows.add(row)).map(columns -> new CsvTable(columns, rows));
    }

    /**
     * Counts the values of a column row by row, so that the memory does not grow with the file.
     *
     * @param file the file
     * @param name the column, of whole numbers
     * @return how many rows have each value, nothing where there is no such file or it cannot be read
     */
    public static Optional<SortedMap<Integer, Long>> counts(Path file, String name) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        return eachRow(file, (columns, row) -> counts.merge((int) number(text(columns, row, name)), 1L, Long::sum))
                .map(columns -> counts);
    }

    /** {@return the names of the columns, after all rows with as many values were passed on together with them} */
    private static Optional<List<String>> eachRow(Path file, BiConsumer<List<String>, List<String>> receiver) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = CSVParser.parse(reader, CsvFile.FORMAT)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (!records.hasNext()) {
                return Optional.empty();
            }
            List<String> columns = records.next().toList();
            while (records.hasNext()) {
                List<String> row = records.next().toList();
                if (row.size() == columns.size()) {
                    receiver.accept(columns, row);
                }
            }
            return Optional.of(columns);
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
        return text(columns, rows.get(row), name);
    }

    private static String text(List<String> columns, List<String> row, String name) {
        int index = columns.indexOf(name);
        return index < 0 ? "" : row.get(index);
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
