package org.clade.data.vectors;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.clade.api.part.RefusedException;
import org.clade.tensor.numpy.NpyArray;
import org.clade.tensor.numpy.NpzFile;

/** Reads a list with one entry for each vector, labels or paths, from a file next to the vectors. */
final class ItemList {

    private static final String NPY = ".npy";
    private static final String NPZ = ".npz";
    private static final Set<String> TABLES = Set.of(".csv", ".tsv");

    private ItemList() {}

    /**
     * Finds a file: as it is named, or else next to the vectors.
     *
     * @param vectors the file of the vectors
     * @param named the name
     * @param what what it holds, for messages
     * @return the file
     */
    static Path find(Path vectors, String named, String what) {
        try {
            return Stream.of(Path.of(named), vectors.toAbsolutePath().resolveSibling(named))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(
                            "The file “%s” of the %s does not exist, neither here nor next to “%s”; check its name."
                                    .formatted(named, what, vectors)));
        } catch (InvalidPathException e) {
            throw new RefusedException("“%s” is no name of a file of %s.".formatted(named, what), e);
        }
    }

    /**
     * Reads a list: an array of NumPy with whole numbers or texts ({@code .npy}, or the only array of an {@code .npz}), a table
     * ({@code .csv}, {@code .tsv}: the column with a known name, or the only column), or a text with one entry in each line.
     *
     * @param file the file
     * @param what what it holds, for messages
     * @param columns names of the column in a table, lower case
     * @return the entries
     * @throws RefusedException if it cannot be read or holds something else
     */
    static List<String> read(Path file, String what, Set<String> columns) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(NPY)) {
                return entries(NpyArray.open(file), what);
            }
            if (name.endsWith(NPZ)) {
                List<String> arrays = new NpzFile(file).names();
                String array = arrays.size() == 1
                        ? arrays.get(0)
                        : arrays.stream()
                                .filter(columns::contains)
                                .findFirst()
                                .orElseThrow(
                                        () -> new RefusedException("“%s” holds the arrays %s; name that of the %s %s."
                                                .formatted(
                                                        file,
                                                        String.join(", ", arrays),
                                                        what,
                                                        columns.iterator().next())));
                return entries(new NpzFile(file).open(array), what);
            }
            String ending = name.substring(Math.max(0, name.lastIndexOf('.')));
            return TABLES.contains(ending) ? column(file, ending, what, columns) : lines(file);
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    "“%s” is no text in UTF-8; write the %s again with that encoding.".formatted(file, what), e);
        } catch (IOException e) {
            throw new RefusedException("“%s” cannot be read: %s; check the file.".formatted(file, e.getMessage()), e);
        }
    }

    static List<String> entries(NpyArray array, String what) throws IOException {
        if (array.shape().isEmpty() || array.columns() > 1) {
            throw new RefusedException(
                    "“%s” has the shape %s, but one entry of %s for each vector is expected, as (N,)."
                            .formatted(array.name(), array.shapeText(), what));
        }
        if (array.type().isText()) {
            return Arrays.asList(array.texts());
        }
        if (array.type().isWhole()) {
            return LongStream.of(array.longs()).mapToObj(String::valueOf).toList();
        }
        throw new RefusedException(
                "“%s” holds values of the type %s, but %s are whole numbers or texts; write them again after astype('int64')."
                        .formatted(array.name(), array.type(), what));
    }

    private static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        return lines.stream().map(String::strip).toList();
    }

    private static List<String> column(Path file, String ending, String what, Set<String> columns) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(ending.equals(".tsv") ? '\t' : ',')
                .setIgnoreSurroundingSpaces(true)
                .get();
        try (Reader in = Files.newBufferedReader(file);
                CSVParser lines = CSVParser.parse(in, format)) {
            List<String> entries = new ArrayList<>();
            int column = -1;
            for (CSVRecord line : lines) {
                if (column < 0) {
                    column = find(line, columns);
                    if (column >= 0) {
                        continue;
                    }
                    if (line.size() > 1) {
                        throw new RefusedException(
                                "“%s” has %s columns, and none is named %s; name that of the %s so, or write one column."
                                        .formatted(file, line.size(), String.join(" or ", columns), what));
                    }
                    column = 0;
                }
                if (line.size() <= column) {
                    throw new RefusedException("Line %s of “%s” has no column %s; give each vector one of the %s."
                            .formatted(lines.getCurrentLineNumber(), file, column + 1, what));
                }
                entries.add(line.get(column));
            }
            return entries;
        }
    }

    private static int find(CSVRecord names, Set<String> columns) {
        for (int i = 0; i < names.size(); i++) {
            if (columns.contains(names.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }
}
