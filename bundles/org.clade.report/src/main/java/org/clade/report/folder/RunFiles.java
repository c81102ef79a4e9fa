package org.clade.report.folder;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The files of a run, a prediction or a clustered folder, as far as they are there. What is missing or cannot be read is left out.
 *
 * @param folder the folder
 * @param summary {@code summary.json} or {@code prediction.json}
 * @param events the lines of {@code events.jsonl}
 */
public record RunFiles(Path folder, JsonObject summary, List<JsonObject> events) {

    /** {@return the files of a folder} */
    public static RunFiles of(Path folder) {
        JsonObject summary = json(folder.resolve("summary.json"))
                .or(() -> json(folder.resolve("prediction.json")))
                .orElseGet(JsonObject::new);
        return new RunFiles(folder, summary, lines(folder.resolve("events.jsonl")));
    }

    /** {@return a JSON file of the folder} */
    public Optional<JsonObject> json(String name) {
        return json(folder.resolve(name));
    }

    private static Optional<JsonObject> json(Path file) {
        try {
            return Files.isRegularFile(file) ? object(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonObject> object(String text) {
        try {
            JsonElement parsed = JsonParser.parseString(text);
            return parsed.isJsonObject() ? Optional.of(parsed.getAsJsonObject()) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private static List<JsonObject> lines(Path file) {
        List<JsonObject> objects = new ArrayList<>();
        try {
            if (Files.isRegularFile(file)) {
                Files.readAllLines(file).forEach(line -> object(line).ifPresent(objects::add));
            }
        } catch (IOException e) {
            return List.of();
        }
        return List.copyOf(objects);
    }

    /** {@return a table of the folder} */
    public Optional<CsvTable> table(String name) {
        return CsvTable.read(folder.resolve(name));
    }

    /** {@return a text of the summary, empty where it is not there} */
    public String text(String key) {
        return text(summary, key);
    }

    /** {@return a text or number of an object as text, empty where it is not there} */
    public static String text(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
    }

    /** {@return a number of an object} */
    public static OptionalDouble number(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value != null
                        && value.isJsonPrimitive()
                        && value.getAsJsonPrimitive().isNumber()
                ? OptionalDouble.of(value.getAsDouble())
                : OptionalDouble.empty();
    }

    /** {@return an object within an object} */
    public static Optional<JsonObject> object(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value != null && value.isJsonObject() ? Optional.of(value.getAsJsonObject()) : Optional.empty();
    }

    /** {@return the elements of a list within an object, empty where there is none} */
    public static List<JsonElement> list(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value != null && value.isJsonArray() ? value.getAsJsonArray().asList() : List.of();
    }

    /** {@return whether the images have labels} */
    public boolean labeled() {
        return summary.has("acc") || Files.exists(folder.resolve("figures/confusion.csv"));
    }
}
