package org.clade.base.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder of files of one kind, listed at each query without hidden files.
 *
 * @param path the folder; it need not exist yet
 * @param pattern which files, such as {@code *.jar}
 */
public record WatchedFolder(Path path, String pattern) {

    /** Makes the path absolute. */
    public WatchedFolder {
        path = path.toAbsolutePath().normalize();
    }

    /**
     * Lists the folder.
     *
     * @return the present files, by path; none if the folder does not exist
     * @throws IOException if the folder cannot be read
     */
    public Map<Path, FileStamp> look() throws IOException {
        Map<Path, FileStamp> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, pattern)) {
            for (Path file : entries) {
                if (!file.getFileName().toString().startsWith(".")) {
                    add(file, files);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return files; // the folder does not exist yet
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private static void add(Path file, Map<Path, FileStamp> files) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                files.put(file, FileStamp.of(attributes));
            }
        } catch (IOException e) {
            return; // it was just removed
        }
    }

    /** {@return whether a path is directly in the folder} */
    public boolean has(Path file) {
        return path.equals(file.toAbsolutePath().normalize().getParent());
    }
}
