package org.clade.sweep.state;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;

/**
 * What a sweep is, {@code sweep.json}. It never changes.
 *
 * @param build the build of Clade that every worker must be
 * @param threads threads of each trial
 * @param retries how often a failed trial is tried again
 * @param stopOnError whether no further trial begins after one has failed
 * @param trials the trials
 */
public record Manifest(String build, int threads, int retries, boolean stopOnError, List<Trial> trials) {

    /** The file. */
    public static final String NAME = "sweep.json";

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Writes it into a folder. */
    void write(Path folder) {
        AtomicFile.write(folder.resolve(NAME), GSON.toJson(this) + "\n");
    }

    /** {@return the manifest of a sweep} */
    static Manifest read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(
                    "%s is no sweep: it has no %s; give a folder that sweep has made.".formatted(folder, NAME));
        }
        try {
            Manifest manifest = GSON.fromJson(Files.readString(file), Manifest.class);
            if (manifest == null
                    || manifest.build == null
                    || manifest.trials == null
                    || manifest.trials.isEmpty()
                    || manifest.threads < 1) {
                throw new JsonParseException("other keys");
            }
            return manifest;
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s.".formatted(file, FileProblem.words(file, e)), e);
        } catch (JsonParseException e) {
            throw new RefusedException(
                    "%s was edited or damaged; restore it from a copy, or start the sweep in another folder."
                            .formatted(file),
                    e);
        }
    }
}
