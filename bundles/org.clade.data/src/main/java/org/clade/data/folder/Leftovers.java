package org.clade.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clade.api.data.DatasetNote;

/** Counts the left-out files of a folder, by kind and reason. */
public class Leftovers {

    private static final int EXAMPLES = 3;
    private static final String NO_IMAGE = "not a supported image format";

    private final Path root;
    private final Map<Reason, Found> found = new LinkedHashMap<>();

    /**
     * Creates it without any files.
     *
     * @param root the folder of the set
     */
    public Leftovers(Path root) {
        this.root = root;
    }

    private record Reason(String what, String reason) {}

    private record Found(List<String> examples, int[] count) {}

    /** Counts a file whose ending is not that of an image. */
    public void other(Path file) {
        String ending = ending(file);
        add(ending.isEmpty() ? "files without an ending" : ending + " files", NO_IMAGE, file);
    }

    /** Counts a hidden file or folder. */
    public void hidden(Path path, boolean folder) {
        add(folder ? "hidden folders" : "hidden files", "names that begin with a dot", path);
    }

    /** Counts a folder that a system or a program created. */
    public void technical(Path folder) {
        add("folders", "created by a system or a program for its own use", folder);
    }

    /** Counts a FIFO, a socket, a device or a broken link. */
    public void special(Path file) {
        add("special files", "neither files nor folders, or broken links", file);
    }

    /** Counts readable images that do not belong to the set. */
    public void images(Path folder, List<Path> images, String reason) {
        String what = folder.equals(root) ? "images" : "images in “%s”".formatted(FolderNames.relative(root, folder));
        images.forEach(image -> add(what, reason, image));
    }

    /** Counts a class folder without images. */
    public void empty(Path folder) {
        add("folders", "no images in them", folder);
    }

    private void add(String what, String reason, Path example) {
        Found of = found.computeIfAbsent(new Reason(what, reason), key -> new Found(new ArrayList<>(), new int[1]));
        if (of.count()[0]++ < EXAMPLES) {
            of.examples().add(FolderNames.relative(root, example));
        }
    }

    /** {@return the notes on left-out files} */
    public List<DatasetNote> notes() {
        return found.entrySet().stream()
                .map(entry -> new DatasetNote(
                        DatasetNote.Kind.LEFT_OUT,
                        entry.getValue().count()[0],
                        entry.getKey().what(),
                        entry.getKey().reason(),
                        entry.getValue().examples()))
                .toList();
    }

    /** {@return the ending of a file's name with its dot, in lower case; nothing if it has none} */
    public static String ending(Path file) {
        String name = FolderNames.last(file).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot < 1 ? "" : name.substring(dot);
    }
}
