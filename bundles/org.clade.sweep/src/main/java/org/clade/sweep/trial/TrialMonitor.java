package org.clade.sweep.trial;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.io.input.ReversedLinesFileReader;
import org.clade.api.sweep.TrialProgress;
import org.clade.base.product.ProductProcess;
import org.clade.sweep.state.SweepFolder;
import org.clade.sweep.state.TrialState;

/** Reads how far running trainings are: the last evaluation of the run, and the last line that its process printed. */
public final class TrialMonitor {

    private static final String LEFT = " left";

    private TrialMonitor() {}

    /** {@return how far each running trial is} */
    public static List<TrialProgress> of(SweepFolder folder, List<TrialState> states) {
        return states.stream()
                .filter(state -> state.active().isPresent())
                .map(state ->
                        of(state.trial().id(), folder.attempt(state.trial().id(), state.attempts())))
                .toList();
    }

    private static TrialProgress of(String id, Path attempt) {
        JsonObject row = RunFolders.of(attempt)
                .flatMap(run -> last(run.resolve("metrics.jsonl")))
                .flatMap(TrialMonitor::object)
                .orElseGet(JsonObject::new);
        List<String> words = last(attempt.resolve(ProductProcess.OUTPUT))
                .map(line -> List.of(line.strip().split("\\s{2,}")))
                .orElse(List.of());
        OptionalDouble epoch = number(row, "epoch");
        OptionalDouble speed = number(row, "images_per_second");
        return new TrialProgress(
                id,
                epoch.isPresent() ? OptionalInt.of((int) epoch.getAsDouble()) : OptionalInt.empty(),
                number(row, "loss"),
                number(row, "acc"),
                speed.isPresent() && speed.getAsDouble() > 0 ? speed : OptionalDouble.empty(),
                words.stream().filter(word -> word.matches("\\d+%")).findFirst().orElse(""),
                words.stream()
                        .filter(word -> word.endsWith(LEFT))
                        .map(word -> word.substring(0, word.length() - LEFT.length()))
                        .findFirst()
                        .orElse(""));
    }

    /** {@return the last whole line of a file; empty if there is none yet} */
    private static Optional<String> last(Path file) {
        try (ReversedLinesFileReader lines = ReversedLinesFileReader.builder()
                .setPath(file)
                .setCharset(StandardCharsets.UTF_8)
                .get()) {
            String line = lines.readLine();
            return line == null || line.isBlank() ? Optional.ofNullable(lines.readLine()) : Optional.of(line);
        } catch (IOException e) {
            return Optional.empty(); // the training has not begun to write it
        }
    }

    private static Optional<JsonObject> object(String line) {
        try {
            return Optional.of(JsonParser.parseString(line).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            return Optional.empty(); // the line is being written
        }
    }

    private static OptionalDouble number(JsonObject row, String key) {
        JsonElement value = row.get(key);
        return value != null
                        && value.isJsonPrimitive()
                        && value.getAsJsonPrimitive().isNumber()
                ? OptionalDouble.of(value.getAsDouble())
                : OptionalDouble.empty();
    }
}
