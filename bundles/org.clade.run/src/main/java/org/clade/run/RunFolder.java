package org.clade.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.clade.api.data.Dataset;
import org.clade.api.part.NameCheck;
import org.clade.api.run.RunEvent;

/** The folder that a run leaves. Every file is written aside and renamed, so none is ever half there. */
final class RunFolder {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Gson LINE = new GsonBuilder().disableHtmlEscaping().create();

    private final Path folder;
    private final List<MetricsRow> rows = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes a run's folder, {@code <out>/<data>/<variant>/<yyyyMMdd-HHmmss>-s<seed>}.
     *
     * @return the folder, new and empty
     */
    static RunFolder create(Path out, String data, String variant, long seed) {
        return create(
                out.resolve(NameCheck.folder(data)).resolve(NameCheck.folder(variant)),
                LocalDateTime.now().format(STAMP) + "-s" + seed);
    }

    /**
     * Makes the folder of a prediction, {@code <run>/predictions/<data>/<yyyyMMdd-HHmmss>}.
     *
     * @return the folder, new and empty
     */
    static RunFolder ofPrediction(Path run, String data) {
        return create(
                run.resolve("predictions").resolve(NameCheck.folder(data)),
                LocalDateTime.now().format(STAMP));
    }

    private static RunFolder create(Path parent, String stamp) {
        try {
            Files.createDirectories(parent);
            for (int attempt = 1; ; attempt++) {
                try {
                    return new RunFolder(
                            Files.createDirectory(parent.resolve(attempt == 1 ? stamp : stamp + "-" + attempt)));
                } catch (FileAlreadyExistsException e) {
                    // Another run began in the same second; the next number is free.
                    continue;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No run folder can be made in " + parent + ": " + e.getMessage(), e);
        }
    }

    /**
     * Takes up the folder of a run that goes on.
     *
     * @param folder the folder
     * @return the folder with the events that were noted
     */
    static RunFolder reopen(Path folder) {
        RunFolder run = new RunFolder(folder.toAbsolutePath().normalize());
        Path file = run.folder.resolve("events.jsonl");
        try {
            if (Files.exists(file)) {
                run.events.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        return run;
    }

    /** {@return the run's id: data, variant and time} */
    String id() {
        int names = folder.getNameCount();
        return folder.subpath(Math.max(0, names - 3), names).toString().replace('\\', '/');
    }

    /** {@return the folder} */
    Path path() {
        return folder;
    }

    /** Adds a row to {@code metrics.csv} and {@code metrics.jsonl}. */
    void row(MetricsRow row) {
        rows.add(row);
        writeRows();
    }

    /** {@return the rows so far} */
    List<MetricsRow> rows() {
        return List.copyOf(rows);
    }

    /** Takes up the rows of a checkpoint; later ones, made when the run was stopped, are dropped. */
    void restore(List<MetricsRow> earlier) {
        rows.clear();
        rows.addAll(earlier);
        writeRows();
    }

    private void writeRows() {
        List<Map<String, Object>> columnsOfRows =
                rows.stream().map(MetricsRow::columns).toList();
        Set<String> columns = new LinkedHashSet<>();
        columnsOfRows.forEach(one -> columns.addAll(one.keySet()));
        csv(
                "metrics.csv",
                columns,
                columnsOfRows.stream()
                        .map(one -> columns.stream()
                                .map(column -> one.getOrDefault(column, ""))
                                .toList())
                        .toList());
        lines(
                "metrics.jsonl",
                rows.stream()
                        .map(MetricsRow::columnsAndSpeed)
                        .map(RunFolder::line)
                        .toList());
    }

    /** Adds a line to {@code events.jsonl}. */
    void event(RunEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", event.time().toString());
        line.put("event", event.type());
        line.putAll(event.details());
        events.add(line(line));
        lines("events.jsonl", events);
    }

    /** Writes {@code assignments.csv}: image, cluster, confidence, second cluster. */
    void assignments(Dataset dataset, ImageStore images, Evaluation evaluation) {
        List<List<Object>> lines = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            lines.add(List.of(
                    dataset.item(images.item(i)),
                    evaluation.clusters()[i],
                    evaluation.confidence()[i],
                    evaluation.seconds()[i]));
        }
        csv("assignments.csv", List.of("image", "cluster", "confidence", "second_cluster"), lines);
    }

    /** Writes {@code summary.json}. */
    void summary(Map<String, Object> summary) {
        write("summary.json", PRETTY.toJson(finite(summary)) + "\n");
    }

    /** Writes {@code lock.json}. */
    void lock(Map<String, Object> lock) {
        write("lock.json", PRETTY.toJson(finite(lock)) + "\n");
    }

    /** Writes {@code prediction.json}. */
    void prediction(Map<String, Object> prediction) {
        write("prediction.json", PRETTY.toJson(finite(prediction)) + "\n");
    }

    /** Writes {@code features.json}. */
    void features(Map<String, Object> features) {
        write("features.json", PRETTY.toJson(finite(features)) + "\n");
    }

    /**
     * Reads a run's summary.
     *
     * @param folder a run folder
     * @return the summary, empty where the run did not end
     */
    static Map<String, Object> summary(Path folder) {
        Path file = folder.resolve("summary.json");
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return LINE.fromJson(Files.readString(file), new TypeToken<Map<String, Object>>() {});
        } catch (IOException | JsonParseException e) {
            return Map.of();
        }
    }

    private void csv(String name, Iterable<String> columns, Iterable<? extends Iterable<?>> lines) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(
                text, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
            printer.printRecord(columns);
            for (Iterable<?> line : lines) {
                printer.printRecord(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(name, text.toString());
    }

    private static String line(Map<String, Object> object) {
        return LINE.toJson(finite(object));
    }

    private void lines(String name, List<String> objects) {
        StringBuilder text = new StringBuilder();
        objects.forEach(object -> text.append(object).append('\n'));
        write(name, text.toString());
    }

    /** JSON has no NaN: a number that is not finite is left out. */
    private static Map<String, Object> finite(Map<?, ?> object) {
        Map<String, Object> finite = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                finite.put(key.toString(), finite(inner));
            } else if (!(value instanceof Double number) || Double.isFinite(number)) {
                finite.put(key.toString(), value);
            }
        });
        return finite;
    }

    private void write(String name, String text) {
        WholeFile.write(folder.resolve(name), text);
    }
}
