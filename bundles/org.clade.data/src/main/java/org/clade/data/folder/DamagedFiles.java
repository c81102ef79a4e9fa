package org.clade.data.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.SkippedFile;
import org.clade.api.part.RefusedException;
import org.clade.data.image.UnreadableImageException;

/** The unreadable image files of a set with reasons, in the order of the set. */
final class DamagedFiles {

    private static final int NAMED = 20;
    private static final String WAYS =
            "replace %1$s, remove %1$s from the folder, or leave %1$s out: with --skip-damaged, in cluster without --strict.";
    private static final String NONE_LEFT = "replace %1$s, or name another folder.";

    private final Path root;
    private final List<Path> files;
    private final SortedMap<Integer, IOException> reasons = new TreeMap<>();

    /**
     * Creates it without damaged files.
     *
     * @param root the folder of the set
     * @param files its files
     */
    DamagedFiles(Path root, List<Path> files) {
        this.root = root;
        this.files = files;
    }

    /** Reads files and records unreadable ones. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Path file) throws IOException;
    }

    /**
     * Reads a file. Several threads may call it.
     *
     * @param index the number of the file
     * @param reading reads it
     * @param <T> what it reads
     * @return the result; empty if the file cannot be read
     */
    <T> Optional<T> read(int index, Reading<T> reading) {
        try {
            return Optional.of(reading.of(files.get(index)));
        } catch (IOException e) {
            synchronized (this) {
                reasons.put(index, e);
            }
            return Optional.empty();
        }
    }

    /** {@return whether every file could be read so far} */
    synchronized boolean none() {
        return reasons.isEmpty();
    }

    /** {@return whether a file could be read} */
    synchronized boolean whole(int index) {
        return !reasons.containsKey(index);
    }

    /** {@return the refusal that names them, to throw} */
    synchronized RefusedException refusal() {
        IOException first = reasons.get(reasons.firstKey());
        if (reasons.size() == 1) {
            return new RefusedException(
                    "“%s” %s; %s".formatted(files.get(reasons.firstKey()), reason(first), ways("it")), first);
        }
        String named = reasons.entrySet().stream()
                .limit(NAMED)
                .map(entry -> "“%s” %s".formatted(name(entry), reason(entry.getValue())))
                .collect(Collectors.joining(", "));
        String more = reasons.size() > NAMED ? " and %s more".formatted(reasons.size() - NAMED) : "";
        return new RefusedException(
                "%s of the %s images in “%s” cannot be read: %s%s; %s"
                        .formatted(reasons.size(), files.size(), root, named, more, ways("them")),
                first);
    }

    private String ways(String damaged) {
        return (reasons.size() == files.size() ? NONE_LEFT : WAYS).formatted(damaged);
    }

    /** {@return all damaged files} */
    synchronized List<SkippedFile> skipped() {
        return reasons.entrySet().stream()
                .map(entry -> new SkippedFile(name(entry), reason(entry.getValue())))
                .toList();
    }

    /** {@return the note that they are left out; empty if there are none} */
    synchronized List<DatasetNote> notes() {
        if (reasons.isEmpty()) {
            return List.of();
        }
        List<String> examples = reasons.entrySet().stream()
                .limit(NAMED)
                .map(entry -> name(entry) + " " + reason(entry.getValue()))
                .toList();
        return List.of(new DatasetNote(
                DatasetNote.Kind.LEFT_OUT,
                reasons.size(),
                "damaged images",
                String.join(", ", examples) + (reasons.size() > NAMED ? ", …" : ""),
                examples));
    }

    private String name(Map.Entry<Integer, IOException> entry) {
        return FolderNames.relative(root, files.get(entry.getKey()));
    }

    private static String reason(IOException e) {
        return e instanceof UnreadableImageException ? e.getMessage() : "is no longer there";
    }
}
