package org.clade.cluster.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.commons.io.file.PathUtils;
import org.clade.api.cluster.FileMode;

/**
 * Writes a folder for each cluster, with its images as links or copies. The whole is written aside and renamed, so there are
 * never folders of half a clustering.
 */
public final class ClusterFolders {

    private final Path folder;
    private final FileMode mode;

    /**
     * The folders.
     *
     * @param folder the folder that holds them, {@code clusters} of a run; what was there before is replaced
     * @param mode how the images get into them
     */
    public ClusterFolders(Path folder, FileMode mode) {
        this.folder = folder.toAbsolutePath();
        this.mode = mode;
    }

    /**
     * Writes the folders.
     *
     * @param clusters the image files of each cluster; a name that is there twice gets a number
     * @param names the folder of each cluster
     * @param done told how many images are done, after each
     * @return how many images were copied because the file system refused a link
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public int write(List<List<Path>> clusters, List<String> names, IntConsumer done) {
        if (mode == FileMode.NONE) {
            return 0;
        }
        Path aside = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            delete(aside);
            int copied = fill(aside, clusters, names, done);
            delete(folder);
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
            return copied;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int fill(Path aside, List<List<Path>> clusters, List<String> names, IntConsumer done) throws IOException {
        boolean links = mode == FileMode.LINK;
        int copied = 0;
        int count = 0;
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            Path own = Files.createDirectories(aside.resolve(names.get(cluster)));
            Set<String> taken = new HashSet<>();
            for (Path image : clusters.get(cluster)) {
                Path target = own.resolve(free(image.getFileName().toString(), taken));
                links = links && linked(target, image.toAbsolutePath());
                if (!links) {
                    Files.copy(image, target);
                    copied += mode == FileMode.LINK ? 1 : 0;
                }
                done.accept(++count);
            }
        }
        return copied;
    }

    /** {@return a name that is not taken yet, whether or not the file system tells upper from lower case} */
    private static String free(String name, Set<String> taken) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String end = name.substring(stem.length());
        String free = name;
        for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = stem + " (" + number + ")" + end;
        }
        return free;
    }

    private static boolean linked(Path link, Path image) throws IOException {
        try {
            Files.createSymbolicLink(link, image);
            return true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            PathUtils.deleteDirectory(folder); // links, not what they lead to
        }
    }
}
