package org.clade.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clade.api.data.DatasetNote;

/** Counts what is left out of a folder, by what it is and why. */
public class Leftovers {

    private static final int EXAMPLES = 3;
    private static final String NO_IMAGE = "not an image format that is read";

    private final Path root;
    private final Map<Reason, Found> found = new LinkedHashMap<>();

    /**
     * Nothing is left out yet.
     *
     * @param root the folder of the set
     */
    public Leftovers(Path root) {
        this.root = root;
    }

    private record Reason(String what, String reason) {}

    private record Found(List<String> examples, int[] count) {}

    /** A file whose ending is not that of an image. */
    public void other(Path file) {
        String ending = ending(file);
        add(ending.isEmpty() ? "files without an ending" : ending + " files", NO_IMAGE, file);
    }

    /** A hidden file or folder. */
    public void hidden(Path path, boolean folder) {
        add(folder ? "hidden folders" : "hidden files", "names that begin with a dot", path);
    }

    /** A folder that a system or a program made for itself. */
    public void technical(Path folder) {
        add("folders", "made by a system or a program for itself", folder);
    }

    /** A FIFO, a socket, a device or a link to nothing. */
    public void special(Path file) {
        add("special files", "neither files nor folders, or links to nothing", file);
    }

    /** Images that are read but have no place in the set. */
    public void images(Path folder, List<Path> images, String reason) {
        String what = folder.equals(root) ? "images" : "images in “%s”".formatted(FolderNames.relative(root, folder));
        images.forEach(image -> add(what, reason, image));
    }

    /** A folder of a class without images. */
    public void empty(Path folder) {
        add("folders", "no images in them", folder);
    }

    private void add(String what, String reason, Path example) {
        Found of = found.computeIfAbsent(new Reason(what, reason), key -> new Found(new ArrayList<>(), new int[1]));
        if (of.count()[0]++ < EXAMPLES) {
            of.examples().add(FolderNames.relative(root, example));
        }
    }

    /** {@return the notes on what was left out} */
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
