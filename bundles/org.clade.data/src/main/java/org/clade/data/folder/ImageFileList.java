package org.clade.data.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.data.image.ImageFormat;

/**
 * Lists folders. Only regular files are images; hidden files and folders and those that systems create are left out;
 * links are followed, but not in cycles; the order is that of the paths' characters, the same on every system.
 */
public final class ImageFileList {

    /** Folders that archivers, network drives, file systems and desktops create. */
    private static final Set<String> TECHNICAL =
            Set.of("__MACOSX", "@eaDir", "$RECYCLE.BIN", "System Volume Information", "lost+found", "__pycache__");

    /** Files that desktops create in folders of pictures, in lower case. */
    private static final Set<String> LEFT_BEHIND =
            Set.of("thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r");

    private ImageFileList() {}

    /** {@return the images directly in a folder} */
    public static List<Path> directly(Path folder) {
        return children(folder).stream().filter(ImageFileList::isImage).toList();
    }

    /** {@return the folders directly in a folder} */
    public static List<Path> folders(Path folder) {
        return children(folder).stream()
                .filter(path -> Files.isDirectory(path) && !technical(path))
                .toList();
    }

    /** {@return the images in a folder and in the folders below it} */
    public static List<Path> below(Path folder) {
        return below(folder, new Leftovers(folder));
    }

    /**
     * Lists images, and counts files that are not images, in a folder and in the folders below it.
     *
     * @param folder the folder
     * @param left the counter
     * @return the images
     */
    public static List<Path> below(Path folder, Leftovers left) {
        List<Path> images = new ArrayList<>();
        walk(folder, left, images::add);
        return images.stream()
                .map(file -> Map.entry(FolderNames.relative(folder, file), file))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** {@return whether a folder or a folder below it contains an image} */
    public static boolean holdsImages(Path folder) {
        boolean[] found = new boolean[1];
        walk(folder, new Leftovers(folder), image -> {
            found[0] = true;
            return false;
        });
        return found[0];
    }

    /**
     * Counts files that are not images in a folder and in the folders below it.
     *
     * @param folder the folder
     * @param left the counter
     */
    public static void others(Path folder, Leftovers left) {
        walk(folder, left, image -> true);
    }

    /**
     * Passes on the regular files that are not images in a folder and in the folders below it.
     *
     * @param folder the folder
     * @param files receives each of them
     */
    public static void otherFiles(Path folder, Consumer<Path> files) {
        walk(
                folder,
                new Leftovers(folder) {
                    @Override
                    public void other(Path file) {
                        files.accept(file);
                    }
                },
                image -> true);
    }

    private static boolean isImage(Path file) {
        return ImageFormat.named(file).isPresent() && Files.isRegularFile(file);
    }

    /** Walks a folder; the receiver of images decides whether to continue. */
    private static void walk(Path folder, Leftovers left, Predicate<Path> images) {
        try {
            Path real = folder.toRealPath();
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                                throws IOException {
                            if (directory.equals(folder)) {
                                return FileVisitResult.CONTINUE;
                            }
                            if (Files.isSymbolicLink(directory) && real.startsWith(directory.toRealPath())) {
                                return FileVisitResult.SKIP_SUBTREE; // a link to a parent folder: a cycle
                            }
                            if (hidden(directory)) {
                                left.hidden(directory, true);
                                return FileVisitResult.SKIP_SUBTREE;
                            }
                            if (technical(directory)) {
                                left.technical(directory);
                                return FileVisitResult.SKIP_SUBTREE;
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (leftBehind(file)) {
                                return FileVisitResult.CONTINUE; // never meant as images
                            }
                            if (hidden(file)) {
                                left.hidden(file, false);
                            } else if (!attributes.isRegularFile()) {
                                left.special(file);
                            } else if (ImageFormat.named(file).isEmpty()) {
                                left.other(file);
                            } else if (!images.test(file)) {
                                return FileVisitResult.TERMINATE;
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                            if (failure instanceof FileSystemLoopException) {
                                return FileVisitResult.CONTINUE;
                            }
                            throw unlisted(file, failure);
                        }
                    });
        } catch (IOException e) {
            throw unlisted(folder, e);
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !hidden(entry))
                    .sorted(Comparator.comparing(FolderNames::last))
                    .toList();
        } catch (IOException e) {
            throw unlisted(folder, e);
        }
    }

    private static boolean hidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    private static boolean leftBehind(Path file) {
        return file.getFileName() != null
                && LEFT_BEHIND.contains(file.getFileName().toString().toLowerCase(Locale.ROOT));
    }

    private static boolean technical(Path path) {
        return path.getFileName() != null
                && TECHNICAL.contains(path.getFileName().toString());
    }

    /** {@return the refusal of a folder that cannot be listed} */
    public static RefusedException unlisted(Path folder, IOException e) {
        return new RefusedException(
                "The folder “%s” cannot be listed: %s."
                        .formatted(
                                folder,
                                e instanceof AccessDeniedException
                                        ? "this user may not read it"
                                        : "the system reports an error in reading it"),
                e);
    }
}
