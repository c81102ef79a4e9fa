package org.clade.base.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Thrown when a file cannot be written; the message is a sentence for the user. */
public final class FileWriteException extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param file the file
     * @param cause the system's exception
     */
    public FileWriteException(Path file, IOException cause) {
        super(sentence(file, cause), cause);
    }

    private static String sentence(Path file, IOException cause) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && !Files.exists(folder)
                ? "The folder %s was deleted or moved, so %s cannot be written to it."
                        .formatted(folder, file.getFileName())
                : "%s cannot be written: %s.".formatted(file, FileProblem.words(file, cause));
    }
}
