package org.clade.base.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;

/** Reasons in words why a file cannot be read or written. */
public final class FileProblem {

    private FileProblem() {}

    /**
     * The reason, as it follows the words “cannot be read” or “cannot be written”.
     *
     * @param file the file
     * @param cause the system's exception
     * @return some words without a period
     */
    public static String words(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            Path folder = file.toAbsolutePath().getParent();
            return folder != null && !Files.isDirectory(folder)
                    ? "its folder does not exist"
                    : "there is no file of that name";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission is denied";
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
            return "a file is in the way";
        }
        if (cause instanceof DirectoryNotEmptyException) {
            return "a folder is in the way";
        }
        if (cause instanceof ZipException) {
            return "it is damaged or cut short";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return lower(system.getReason());
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? "the system gives no reason" : lower(message);
    }

    private static String lower(String words) {
        String first = words.strip().lines().findFirst().orElse("");
        return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
    }
}
