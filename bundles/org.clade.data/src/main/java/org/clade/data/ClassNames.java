package org.clade.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;

/** The names of a set's classes. */
final class ClassNames {

    private ClassNames() {}

    /** {@return the numbers from 0} */
    static List<String> numbers(int classes) {
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    /**
     * Names from a file with one a line.
     *
     * @param file the file
     * @param classes how many there should be
     * @return the names; numbers where there is no such file
     */
    static List<String> read(Path file, int classes) {
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
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new RefusedException("“%s” cannot be read as text: %s.".formatted(file, e), e);
        }
    }
}
