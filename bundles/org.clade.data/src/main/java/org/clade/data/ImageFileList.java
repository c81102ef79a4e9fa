package org.clade.data;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;

/**
 * Lists folders. Hidden files and folders are left out; links are followed, but not round in circles; the order is that
 * of the paths' characters, the same on every system.
 */
final class ImageFileList {

    private ImageFileList() {}

    /** {@return the images directly in a folder} */
    static List<Path> directly(Path folder) {
        return children(folder).stream()
                .filter(file -> ImageDecoder.isImage(file) && !Files.isDirectory(file))
                .toList();
    }

    /** {@return the folders directly in a folder} */
    static List<Path> folders(Path folder) {
        return children(folder).stream().filter(Files::isDirectory).toList();
    }

    /** {@return the images in a folder and in the folders below it} */
    static List<Path> below(Path folder) {
        List<Path> images = walk(folder, Integer.MAX_VALUE);
        images.sort(Comparator.comparing(file -> FolderNames.relative(folder, file)));
        return images;
    }

    /** {@return whether there is an image in a folder or in the folders below it} */
    static boolean holdsImages(Path folder) {
        return !walk(folder, 1).isEmpty();
    }

    private static List<Path> walk(Path folder, int enough) {
        List<Path> images = new ArrayList<>();
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                            return hidden(directory) && !directory.equals(folder)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (ImageDecoder.isImage(file)) {
                                images.add(file);
                            }
                            return images.size() < enough ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                            if (failure instanceof FileSystemLoopException) {
                                return FileVisitResult.CONTINUE;
                            }
                            throw failure;
                        }
                    });
        } catch (IOException e) {
            throw unlisted(folder, e);
        }
        return images;
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !hidden(entry))
                    .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw unlisted(folder, e);
        }
    }

    private static boolean hidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    private static RefusedException unlisted(Path folder, IOException e) {
        return new RefusedException("The folder “%s” cannot be listed: %s.".formatted(folder, e), e);
    }
}
