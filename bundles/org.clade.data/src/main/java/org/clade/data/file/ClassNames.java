package org.clade.data.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;

/** The names of a set's classes. */
public final class ClassNames {

    private static final long MOST_BYTES = 100_000_000;

    private ClassNames() {}

    /** {@return the numbers from 0} */
    public static List<String> numbers(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    /**
     * The names of the labels that occur.
     *
     * @param occurring the labels, ascending
     * @param names the names of labels; other labels get their number as name
     * @return a name for each
     */
    public static List<String> of(int[] occurring, Map<Integer, String> names) {
        return Arrays.stream(occurring)
                .mapToObj(label -> names.getOrDefault(label, Integer.toString(label)))
                .toList();
    }

    /**
     * Reads names from a file with one name per line.
     *
     * @param file the file
     * @param classes how many there should be
     * @return the names; numbers if the file does not exist
     */
    public static List<String> read(Path file, int classes) {
        if (!Files.isRegularFile(file)) {
            return numbers(classes);
        }
        List<String> names = lines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (names.size() != classes) {
            throw new RefusedException("“%s” names %s classes, but %s are expected; fetch the file again or remove it."
                    .formatted(file, names.size(), classes));
        }
        return names;
    }

    /** {@return the lines of a text file} */
    public static List<String> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("“%s” is missing; unpack the set again.".formatted(file));
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new RefusedException("“%s” has %s bytes, too many for a list of names; fetch the file again."
                        .formatted(file, Files.size(file)));
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new RefusedException("“%s” cannot be read as UTF-8 text; fetch the file again.".formatted(file), e);
        }
    }
}
