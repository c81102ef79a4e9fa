package org.clade.cluster.folder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.clade.api.cluster.CountRange;
import org.clade.api.cluster.FileMode;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;

/**
 * What is to be done when a run has ended that clusters a folder. It stands in {@code cluster.json} of the run folder, so that a
 * resumed run does it too.
 *
 * @param files how images get into the folders of their clusters
 * @param search the numbers of clusters to compare, if any
 * @param check how long the search for near-duplicates and outliers may take; zero for none
 */
public record ClusterSettings(FileMode files, Optional<CountRange> search, Duration check) {

    private static final String FILE = "cluster.json";
    private static final String FILES = "files";
    private static final String COMPARE = "compare";
    private static final String CHECK_SECONDS = "check_seconds";

    /** Writes the settings into the folder of a run. */
    public void write(Path folder) {
        JsonObject fields = new JsonObject();
        fields.addProperty(FILES, files.name().toLowerCase(Locale.ROOT));
        search.ifPresent(range -> fields.addProperty(COMPARE, range.from() + ".." + range.to()));
        fields.addProperty(CHECK_SECONDS, check.toSeconds());
        AtomicFile.write(folder.resolve(FILE), fields + "\n");
    }

    /**
     * Reads the settings.
     *
     * @param folder the folder of a run
     * @return the settings, nothing if the run clusters no folder
     * @throws RefusedException if the file is damaged
     */
    public static Optional<ClusterSettings> read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonObject fields = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return Optional.of(new ClusterSettings(
                    mode(fields),
                    Optional.ofNullable(fields.get(COMPARE)).map(range -> CountRange.parse(range.getAsString())),
                    Duration.ofSeconds(
                            fields.has(CHECK_SECONDS)
                                    ? fields.get(CHECK_SECONDS).getAsLong()
                                    : 0)));
        } catch (IOException | JsonParseException | IllegalStateException | IllegalArgumentException e) {
            throw new RefusedException(
                    "“%s” is damaged, so no folders of clusters are written; delete it to go on without them."
                            .formatted(file),
                    e);
        }
    }

    private static FileMode mode(JsonObject fields) {
        return fields.has(FILES)
                ? FileMode.valueOf(fields.get(FILES).getAsString().toUpperCase(Locale.ROOT))
                : FileMode.NONE;
    }
}
