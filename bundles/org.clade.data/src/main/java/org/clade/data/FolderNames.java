package org.clade.data;

import java.nio.file.Path;
import java.util.Set;

/** What a set is called that is read from a folder. */
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
}
