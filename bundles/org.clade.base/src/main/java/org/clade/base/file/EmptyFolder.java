package org.clade.base.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;

/** The folder of {@code --to}, which a command fills and must find empty. */
public final class EmptyFolder {

    private EmptyFolder() {}

    /**
     * Refuses a folder that holds something.
     *
     * @param folder the folder; it need not exist
     * @param expected names of files and folders that may be there
     * @throws RefusedException if it holds another one
     */
    public static void require(Path folder, Set<String> expected) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new RefusedException("%s is a file, not a folder; name another one with --to.".formatted(folder));
        }
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !expected.contains(name))
                    .sorted()
                    .findFirst()
                    .ifPresent(name -> {
                        throw new RefusedException("%s is not empty (%s is there); name another folder with --to."
                                .formatted(folder, name));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
