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
 * A folder of files of one kind, looked at whenever somebody asks. Hidden files are left out.
 *
 * @param path the folder; it need not be there yet
 * @param pattern which files, such as {@code *.jar}
 */
public record WatchedFolder(Path path, String pattern) {

    /** Makes the path absolute. */
    public WatchedFolder {
        path = path.toAbsolutePath().normalize();
    }

    /**
     * Looks into the folder.
     *
     * @return the files that are there now, by path; none if there is no folder
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
            return files; // nothing has been put there yet
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
            return; // it has just gone
        }
    }

    /** {@return whether a file lies directly in the folder, or would} */
    public boolean has(Path file) {
        return path.equals(file.toAbsolutePath().normalize().getParent());
    }
}
