package org.clade.cluster.neighbors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.clade.api.part.RefusedException;

/**
 * Finds the image that a user means.
 *
 * @param items the name of each image of a run
 */
record ImageSearch(List<String> items) {

    /**
     * Finds an image of the run.
     *
     * @param wanted its name, its index, its file, or the end of its name
     * @return its index; empty where it is none of the run
     * @throws RefusedException where several are meant
     */
    OptionalInt find(String wanted) {
        int exact = items.indexOf(wanted);
        if (exact >= 0) {
            return OptionalInt.of(exact);
        }
        if (wanted.matches("\\d{1,9}") && Integer.parseInt(wanted) < items.size()) {
            return OptionalInt.of(Integer.parseInt(wanted));
        }
        Optional<String> file = file(wanted);
        if (file.isPresent()) {
            return only(
                    IntStream.range(0, items.size())
                            .filter(image -> file.get().endsWith("/" + items.get(image)))
                            .toArray(),
                    wanted);
        }
        return only(
                IntStream.range(0, items.size())
                        .filter(image -> items.get(image).endsWith("/" + wanted))
                        .toArray(),
                wanted);
    }

    private OptionalInt only(int[] found, String wanted) {
        if (found.length > 1) {
            throw new RefusedException("“%s” may be %s or %s, among others; give more of the path."
                    .formatted(wanted, items.get(found[0]), items.get(found[1])));
        }
        return found.length == 0 ? OptionalInt.empty() : OptionalInt.of(found[0]);
    }

    private static Optional<String> file(String wanted) {
        try {
            Path path = Path.of(wanted);
            return Files.isRegularFile(path)
                    ? Optional.of(path.toRealPath().toString().replace('\\', '/'))
                    : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }
}
