package org.clade.data;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What sets and images are called that are read from folders. */
final class FolderNames {

    private FolderNames() {}

    /**
     * The folder's own name.
     *
     * @param folder the folder
     * @param technical names that say nothing, such as {@code raw}; the folder above is taken then
     * @return the name
     */
    static String of(Path folder, String... technical) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path named = absolute.getFileName() != null
                        && Set.of(technical).contains(absolute.getFileName().toString())
                ? absolute.getParent()
                : absolute;
        return named.getFileName() == null ? "data" : named.getFileName().toString();
    }

    /** {@return the path of a file below a folder, with {@code /} between names on every system} */
    static String relative(Path folder, Path file) {
        return StreamSupport.stream(folder.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
