package org.clade.data.vectors;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images that vectors were computed from.
 *
 * @param names their paths, as the list names them
 * @param folder the folder of the list; relative paths begin there, or in the current folder
 */
record VectorPaths(List<String> names, Path folder) {

    String name(int index) {
        return names.get(index);
    }

    /** {@return the file of an image, if it exists} */
    Optional<Path> file(int index) {
        try {
            return Stream.of(folder.resolve(names.get(index)), Path.of(names.get(index)))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
