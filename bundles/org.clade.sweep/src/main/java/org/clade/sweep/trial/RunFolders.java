package org.clade.sweep.trial;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run folders that attempts at a trial have left. */
final class RunFolders {

    private static final Logger LOG = LoggerFactory.getLogger("sweep");
    private static final int DEPTH = 5;

    private RunFolders() {}

    /** {@return the run of an attempt, if it has begun one} */
    static Optional<Path> of(Path attempt) {
        if (!Files.isDirectory(attempt)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(attempt, DEPTH)) {
            return files.filter(file -> file.endsWith("request.json"))
                    .map(Path::getParent)
                    .max(Path::compareTo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return whether a run has done all that it was asked} */
    static boolean finished(Path run) {
        Path summary = run.resolve("summary.json");
        try {
            if (!Files.isRegularFile(summary)) {
                return false;
            }
            JsonObject content =
                    JsonParser.parseString(Files.readString(summary)).getAsJsonObject();
            return content.has("status") && content.get("status").getAsString().equals("finished");
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return false;
        }
    }

    /** {@return whether a run has a checkpoint} */
    static boolean resumable(Path run) {
        Path checkpoints = run.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.anyMatch(file -> file.toString().endsWith(".zip"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies a run that another process may still write.
     *
     * @param run its folder
     * @param copy the folder to make
     * @return the copy; empty if files went away meanwhile. Resuming checks whether it is whole
     */
    static Optional<Path> copied(Path run, Path copy) {
        try {
            FileUtils.copyDirectory(run.toFile(), copy.toFile());
            return Optional.of(copy);
        } catch (IOException e) {
            LOG.info("{} cannot be copied: {}", run, e.toString());
            return Optional.empty();
        }
    }
}
