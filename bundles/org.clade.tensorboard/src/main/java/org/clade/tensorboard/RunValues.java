package org.clade.tensorboard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the files of a run say: its scores at the last evaluation, and its recipe. */
final class RunValues {

    private static final Logger LOG = LoggerFactory.getLogger("run");
    private static final Set<String> PLACES = Set.of("round", "step");
    private static final int LONGEST = 200;

    private RunValues() {}

    /**
     * The evaluations of a run.
     *
     * @param number how many there were before the last one
     * @param scalars the numbers of the last one by their tags
     */
    record Metrics(int number, Map<String, Double> scalars) {}

    /** {@return what {@code metrics.jsonl} says of the last evaluation} */
    static Metrics metrics(Path run) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        try {
            List<String> rows = Files.readAllLines(run.resolve("metrics.jsonl"));
            if (!rows.isEmpty()) {
                JsonParser.parseString(rows.get(rows.size() - 1)).getAsJsonObject().entrySet().stream()
                        .filter(column -> !PLACES.contains(column.getKey()) && isNumber(column.getValue()))
                        .forEach(column -> scalars.put(
                                tag(column.getKey()), column.getValue().getAsDouble()));
            }
            return new Metrics(Math.max(0, rows.size() - 1), scalars);
        } catch (IOException | JsonParseException | IllegalStateException e) {
            LOG.debug("No scores for TensorBoard", e);
            return new Metrics(0, scalars);
        }
    }

    private static boolean isNumber(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
    }

    private static String tag(String column) {
        return switch (column) {
            case "epoch" -> "progress/epoch";
            case "images_per_second" -> "progress/images_per_second";
            default -> (column.startsWith("loss") ? "losses/" : "scores/") + column;
        };
    }

    /** {@return the keys of {@code recipe.json} and the data, seed and precision of {@code request.json}} */
    static Map<String, Value> parameters(Path run) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        JsonObject recipe = read(run.resolve("recipe.json"));
        recipe.entrySet().stream()
                .filter(entry -> entry.getValue().isJsonObject())
                .forEach(entry -> entry.getValue()
                        .getAsJsonObject()
                        .entrySet()
                        .forEach(key -> parameters.put(key.getKey(), value(key.getValue()))));
        JsonObject request = read(run.resolve("request.json"));
        for (String key : List.of("data", "seed", "precision")) {
            if (request.has(key)) {
                parameters.put("run." + key, value(request.get(key)));
            }
        }
        return parameters;
    }

    private static JsonObject read(Path file) {
        try {
            return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        } catch (IOException | JsonParseException | IllegalStateException e) {
            LOG.debug("No parameters for TensorBoard", e);
            return new JsonObject();
        }
    }

    private static Value value(JsonElement element) {
        if (element.isJsonPrimitive()) {
            JsonPrimitive primitive = element.getAsJsonPrimitive();
            if (primitive.isNumber()) {
                return Value.newBuilder()
                        .setNumberValue(primitive.getAsDouble())
                        .build();
            }
            if (primitive.isBoolean()) {
                return Value.newBuilder().setBoolValue(primitive.getAsBoolean()).build();
            }
        }
        return Value.newBuilder().setStringValue(cut(text(element))).build();
    }

    private static String text(JsonElement element) {
        return element.isJsonArray()
                ? StreamSupport.stream(element.getAsJsonArray().spliterator(), false)
                        .map(RunValues::text)
                        .collect(Collectors.joining("; "))
                : element.isJsonPrimitive() ? element.getAsString() : element.toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
