package org.clade.sweep.statistics;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.base.json.SummaryReader;

/** The finished runs below some folders. */
final class FinishedRuns {

    private static final String SUMMARY = "summary.json";

    private final List<FinishedRun> runs = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /** Reads all run folders below a folder. */
    void below(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new RefusedException(
                    "%s is no folder; give the folder of a sweep, of runs, or of one run.".formatted(folder));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.endsWith("request.json")).sorted().forEach(file -> read(file.getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a run. */
    void read(Path run) {
        if (!Files.exists(run.resolve(SUMMARY))) {
            leftOut.add("%s has not ended.".formatted(run));
            return;
        }
        try {
            RunSummary summary = SummaryReader.read(Files.readString(run.resolve(SUMMARY)));
            if (summary.status() != RunState.FINISHED) {
                leftOut.add("%s did not finish.".formatted(run));
                return;
            }
            runs.add(new FinishedRun(run, summary, recipe(run), object(run.resolve("request.json"))));
        } catch (IOException | JsonParseException | IllegalStateException | IllegalArgumentException e) {
            leftOut.add("%s cannot be read: %s".formatted(run, e.getMessage()));
        }
    }

    private static Map<String, JsonElement> recipe(Path run) throws IOException {
        Map<String, JsonElement> keys = new TreeMap<>();
        object(run.resolve("recipe.json")).entrySet().stream()
                .filter(entry -> entry.getValue().isJsonObject())
                .forEach(entry -> keys.putAll(entry.getValue().getAsJsonObject().asMap()));
        return keys;
    }

    private static JsonObject object(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    /** {@return the runs} */
    List<FinishedRun> runs() {
        return runs;
    }

    /** {@return what was left out, and why} */
    List<String> leftOut() {
        return leftOut;
    }
}
