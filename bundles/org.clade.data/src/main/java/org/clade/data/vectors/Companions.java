package org.clade.data.vectors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.clade.api.part.RefusedException;

/** The files that the command {@code features} writes next to a file of vectors. */
final class Companions {

    private static final String ORIGIN = "origin";

    private Companions() {}

    /** {@return the labels next to a file of vectors, {@code features.labels.csv}, if they are there} */
    static Optional<Path> labels(Path vectors) {
        return existing(vectors, ".labels.csv");
    }

    /** {@return the paths next to a file of vectors, {@code features.paths.csv}, if they are there} */
    static Optional<Path> paths(Path vectors) {
        return existing(vectors, ".paths.csv");
    }

    private static Optional<Path> existing(Path vectors, String ending) {
        String name = vectors.getFileName().toString();
        Path companion = vectors.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
        return Optional.of(companion).filter(Files::isRegularFile);
    }

    /**
     * Reads what made a file of vectors from {@code features.json}.
     *
     * @param vectors the file of vectors
     * @return the values by name; empty if there is no such file, or if it says nothing of an origin
     * @throws RefusedException if the file cannot be read
     */
    static Map<String, String> origin(Path vectors) {
        Map<String, String> origin = new LinkedHashMap<>();
        existing(vectors, ".json").ifPresent(file -> {
            try (Reader in = Files.newBufferedReader(file)) {
                JsonElement whole = JsonParser.parseReader(in);
                if (whole.isJsonObject() && whole.getAsJsonObject().get(ORIGIN) instanceof JsonObject found) {
                    found.entrySet()
                            .forEach(entry -> origin.put(
                                    entry.getKey(),
                                    entry.getValue().isJsonPrimitive()
                                            ? entry.getValue().getAsString()
                                            : entry.getValue().toString()));
                }
            } catch (IOException | JsonParseException e) {
                throw new RefusedException(
                        "“%s”, which says what made “%s”, cannot be read (%s); compute the features again, or move the file away."
                                .formatted(file, vectors, e.getMessage()),
                        e);
            }
        });
        return origin;
    }
}
