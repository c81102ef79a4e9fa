package org.clade.data.folder;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clade.api.data.Split;

/** The folders of the parts of a set: {@code train}, {@code val}, {@code test} and their other names, in any case. */
public final class PartFolders {

    private static final List<String> NAMES =
            List.of("train", "training", "val", "valid", "validation", "test", "testing");
    private static final Map<String, Split> TRAIN = Map.of("train", Split.TRAIN, "training", Split.TRAIN);

    private PartFolders() {}

    /** {@return the names of parts, for sentences} */
    public static String names() {
        return "train, val or test";
    }

    /** {@return whether a folder has the name of a part} */
    public static boolean isPart(Path folder) {
        return NAMES.contains(name(folder));
    }

    /** {@return whether a part belongs to a split; test means all but train} */
    public static boolean belongs(Path part, Split split) {
        return split == Split.ALL || TRAIN.getOrDefault(name(part), Split.TEST) == split;
    }

    /** {@return the order of parts: train, val, test} */
    public static Comparator<Path> order() {
        return Comparator.comparingInt((Path part) -> NAMES.indexOf(name(part))).thenComparing(FolderNames::last);
    }

    private static String name(Path folder) {
        return FolderNames.last(folder).toLowerCase(Locale.ROOT);
    }
}
