package org.clade.table.trial;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scores of classical methods, which leave no run folder: a line for each in {@code tables/classical.jsonl}. */
final class ClassicalScores {

    /**
     * A line of the file.
     *
     * @param trial what decides the scores
     * @param scores the scores by metric
     */
    private record Line(String trial, Map<String, Double> scores) {}

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Path file;
    private final Map<String, Map<String, Double>> known = new HashMap<>();

    /**
     * Reads the file.
     *
     * @param folder the folder of runs, which need not exist
     */
    ClassicalScores(Path folder) {
        file = folder.resolve("tables").resolve("classical.jsonl");
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).forEach(this::read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void read(String text) {
        try {
            Line line = GSON.fromJson(text, Line.class);
            if (line != null && line.trial() != null && line.scores() != null) {
                known.put(line.trial(), line.scores());
            }
        } catch (JsonParseException e) {
            return; // the process ended while it wrote this line
        }
    }

    /** {@return the scores of an earlier trial} */
    Optional<Map<String, Double>> find(String trial) {
        return Optional.ofNullable(known.get(trial));
    }

    /** Adds the scores of a trial. */
    void add(String trial, Map<String, Double> scores) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    (GSON.toJson(new Line(trial, scores)) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        known.put(trial, scores);
    }
}
