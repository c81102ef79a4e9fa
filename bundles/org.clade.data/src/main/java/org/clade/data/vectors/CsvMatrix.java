package org.clade.data.vectors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.clade.api.part.RefusedException;

/**
 * Vectors in a table of text: one vector in each line, values separated by commas, semicolons or tabs. With names of columns in the
 * first line, columns named {@code path} or {@code label} (and similar) are paths and labels, and a first column without a name is the
 * index of a data frame, which is left out. The table is held in memory.
 */
final class CsvMatrix implements VectorMatrix {

    private static final Set<String> PATHS =
            Set.of("path", "paths", "file", "filename", "file_name", "filepath", "image", "item");
    private static final Set<String> LABELS = Set.of("label", "labels", "class", "target", "y");
    private static final char[] SEPARATORS = {'\t', ';', ','};

    private final Path file;
    private final List<float[]> rows = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    private CsvMatrix(Path file) {
        this.file = file;
    }

    /**
     * Reads a table.
     *
     * @param file the file, UTF-8
     * @return its vectors
     * @throws IOException if it cannot be read
     * @throws RefusedException if a value is no number, or if lines differ in length
     */
    static CsvMatrix open(Path file) throws IOException {
        CsvMatrix matrix = new CsvMatrix(file);
        try (Reader in = Files.newBufferedReader(file);
                CSVParser lines = CSVParser.parse(in, format(file))) {
            Columns columns = null;
            for (CSVRecord line : lines) {
                if (columns == null) {
                    boolean named = IntStream.range(0, line.size())
                            .anyMatch(i -> number(line.get(i)).isEmpty());
                    columns = named ? Columns.of(line) : Columns.all(line.size());
                    if (named) {
                        continue;
                    }
                }
                matrix.add(line, columns);
            }
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    "“%s” is no text in UTF-8; write it again with that encoding.".formatted(file), e);
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new RefusedException(
                    "“%s” is no table of text (%s); write it again with numpy.savetxt or to_csv."
                            .formatted(file, e.getMessage()),
                    e);
        }
        if (matrix.rows.isEmpty() || matrix.width() == 0) {
            throw new RefusedException("“%s” holds no vectors; write one in each line.".formatted(file));
        }
        return matrix;
    }

    private static CSVFormat format(Path file) throws IOException {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator(file))
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
    }

    private static char separator(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = in.readLine();
            for (char separator : SEPARATORS) {
                if (line != null && line.indexOf(separator) >= 0) {
                    return separator;
                }
            }
            return line != null && line.strip().indexOf(' ') >= 0 ? ' ' : ',';
        }
    }

    private static Optional<Float> number(String text) {
        try {
            return Optional.of(Float.valueOf(text));
        } catch (NumberFormatException e) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "nan" -> Optional.of(Float.NaN);
                case "inf", "+inf", "infinity" -> Optional.of(Float.POSITIVE_INFINITY);
                case "-inf", "-infinity" -> Optional.of(Float.NEGATIVE_INFINITY);
                default -> Optional.empty();
            };
        }
    }

    private void add(CSVRecord line, Columns columns) {
        if (line.size() != columns.count()) {
            throw new RefusedException(
                    "Line %s of “%s” has %s columns, but the first has %s; give every vector the same length."
                            .formatted(line.getParser().getCurrentLineNumber(), file, line.size(), columns.count()));
        }
        float[] row = new float[columns.values().length];
        for (int i = 0; i < row.length; i++) {
            String text = line.get(columns.values()[i]);
            long at = line.getParser().getCurrentLineNumber();
            int column = columns.values()[i] + 1;
            row[i] = number(text)
                    .orElseThrow(() -> new RefusedException(
                            "Line %s of “%s” has “%s” in column %s, which is no number; write numbers with a decimal point, and name columns of texts path or label."
                                    .formatted(at, file, text, column)));
        }
        rows.add(row);
        columns.label().ifPresent(column -> labels.add(line.get(column)));
        columns.path().ifPresent(column -> paths.add(line.get(column)));
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public int rows() {
        return rows.size();
    }

    @Override
    public int width() {
        return rows.get(0).length;
    }

    @Override
    public void read(int first, float[][] into) {
        for (int i = 0; i < into.length; i++) {
            System.arraycopy(rows.get(first + i), 0, into[i], 0, into[i].length);
        }
    }

    @Override
    public Optional<List<String>> labels() {
        return labels.isEmpty() ? Optional.empty() : Optional.of(labels);
    }

    @Override
    public Optional<List<String>> paths() {
        return paths.isEmpty() ? Optional.empty() : Optional.of(paths);
    }

    /** Which columns hold what, by their numbers from 0. */
    private record Columns(int count, int[] values, Optional<Integer> label, Optional<Integer> path) {

        static Columns all(int count) {
            return new Columns(count, IntStream.range(0, count).toArray(), Optional.empty(), Optional.empty());
        }

        static Columns of(CSVRecord names) {
            Optional<Integer> label = find(names, LABELS);
            Optional<Integer> path = find(names, PATHS);
            int[] values = IntStream.range(names.get(0).isEmpty() ? 1 : 0, names.size())
                    .filter(i -> label.filter(column -> column == i).isEmpty())
                    .filter(i -> path.filter(column -> column == i).isEmpty())
                    .toArray();
            return new Columns(names.size(), values, label, path);
        }

        private static Optional<Integer> find(CSVRecord names, Set<String> wanted) {
            return IntStream.range(0, names.size())
                    .filter(i -> wanted.contains(names.get(i).toLowerCase(Locale.ROOT)))
                    .boxed()
                    .findFirst();
        }
    }
}
