package org.clade.data.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a folder without supported images, counted by their endings.
 *
 * @param counts the number of files with each ending
 */
public record OtherFiles(SortedMap<String, Integer> counts) {

    /** Endings of unsupported picture formats. */
    private static final Set<String> PICTURES = Set.of(
            ".heic",
            ".heif",
            ".avif",
            ".jxl",
            ".jp2",
            ".j2k",
            ".svg",
            ".psd",
            ".tga",
            ".ico",
            ".exr",
            ".hdr",
            ".dds",
            ".raw",
            ".cr2",
            ".cr3",
            ".nef",
            ".arw",
            ".dng",
            ".orf",
            ".rw2",
            ".raf",
            ".fits",
            ".dcm",
            ".jpeg2000");

    /** {@return the files below a folder; empty if there are none} */
    public static Optional<OtherFiles> in(Path folder) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        ImageFileList.otherFiles(folder, file -> counts.merge(Leftovers.ending(file), 1, Integer::sum));
        return counts.isEmpty() ? Optional.empty() : Optional.of(new OtherFiles(counts));
    }

    /** {@return whether some of them are pictures, by their endings} */
    public boolean pictures() {
        return counts.keySet().stream().anyMatch(PICTURES::contains);
    }

    /** {@return whether there are files of an ending} */
    public boolean has(String... endings) {
        return List.of(endings).stream().anyMatch(counts::containsKey);
    }

    /** {@return for instance {@code 3 .heic, 1 .txt}} */
    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry ->
                        entry.getValue() + " " + (entry.getKey().isEmpty() ? "without an ending" : entry.getKey()))
                .collect(Collectors.joining(", "));
    }
}
