package org.clade.run.folder;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.apache.commons.io.FileUtils;
import org.clade.api.data.Dataset;
import org.clade.api.part.NameCheck;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.run.FeatureScores;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;
import org.clade.base.file.FileWriteException;
import org.clade.base.json.ResultJson;
import org.clade.base.json.SummaryReader;
import org.clade.run.file.AppendedLines;
import org.clade.run.file.DamagedFileException;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Decision;
import org.clade.run.inference.Evaluation;
import org.clade.run.progress.MetricsRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a run. Every file is written under a temporary name and renamed, so no file is ever incomplete; {@code
 * events.jsonl} alone is appended to. While a run writes its folder, the folder is locked.
 */
public final class RunFolder implements AutoCloseable {

    /** The recipe that the run began with. */
    public static final String RECIPE = "recipe.json";

    /** What it was started with in addition. */
    public static final String REQUEST = "request.json";

    /** Everything else that its numbers depend on. */
    public static final String LOCK = "lock.json";

    /** The cluster of each image, of a run or a prediction. */
    public static final String ASSIGNMENTS = "assignments.csv";

    /** The result of a prediction. */
    public static final String PREDICTION = "prediction.json";

    private static final String SUMMARY = "summary.json";
    private static final Logger LOG = LoggerFactory.getLogger("run");

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final Gson LINE = new GsonBuilder().disableHtmlEscaping().create();

    private final Path folder;
    private final Map<String, byte[]> originals = new ConcurrentSkipListMap<>();
    private final AppendedLines events;
    private final Optional<FolderLock> lock;
    private volatile String assignments;

    private RunFolder(Path folder, Optional<FolderLock> lock) {
        this.folder = folder;
        this.lock = lock;
        this.events = new AppendedLines(folder.resolve("events.jsonl"));
    }

    /**
     * Creates a run's folder, {@code <out>/<data>/<variant>/<yyyyMMdd-HHmmss>-s<seed>}.
     *
     * @return the folder, new, empty and locked; closed by the caller
     * @throws RefusedException if it cannot be created
     */
    public static RunFolder create(Path out, String data, String variant, long seed) {
        return locked(create(
                out.resolve(NameCheck.folder(data)).resolve(NameCheck.folder(variant)),
                LocalDateTime.now().format(STAMP) + "-s" + seed));
    }

    /**
     * Creates the folder of a prediction, {@code <run>/predictions/<data>/<yyyyMMdd-HHmmss>}.
     *
     * @return the folder, new, empty and locked, to be closed
     */
    public static RunFolder ofPrediction(Path run, String data) {
        return locked(create(predictions(run, data), LocalDateTime.now().format(STAMP)));
    }

    /** {@return the folder that the predictions of a data set are made in} */
    public static Path predictions(Path run, String data) {
        return run.resolve("predictions").resolve(NameCheck.folder(data));
    }

    private static Path create(Path parent, String stamp) {
        try {
            Files.createDirectories(parent);
            for (int attempt = 1; ; attempt++) {
                try {
                    return Files.createDirectory(parent.resolve(attempt == 1 ? stamp : stamp + "-" + attempt));
                } catch (FileAlreadyExistsException e) {
                    // Another run began in the same second; try the next number.
                    continue;
                }
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "No folder can be created in %s: %s; choose another folder with --out, or free some space there."
                            .formatted(parent, FileProblem.words(parent, e)),
                    e);
        }
    }

    private static RunFolder locked(Path folder) {
        return new RunFolder(folder, Optional.of(FolderLock.take(folder)));
    }

    /**
     * Opens the folder of a resumed run.
     *
     * @param folder the folder
     * @return the folder, locked; closed by the caller
     * @throws RefusedException if this or another process writes it
     */
    public static RunFolder resume(Path folder) {
        return locked(folder.toAbsolutePath().normalize());
    }

    /**
     * Opens the folder of a run for reading, or for adding one file.
     *
     * @param folder the folder
     * @return the folder, not locked
     */
    public static RunFolder of(Path folder) {
        return new RunFolder(folder.toAbsolutePath().normalize(), Optional.empty());
    }

    /** {@return the run's id: data, variant and time} */
    public String id() {
        int names = folder.getNameCount();
        return folder.subpath(Math.max(0, names - 3), names).toString().replace('\\', '/');
    }

    /** {@return the folder} */
    public Path path() {
        return folder;
    }

    /**
     * Remembers a file as it is now, since a resumed run depends on it.
     *
     * @param name its name
     */
    public void keepOriginal(String name) {
        Path file = folder.resolve(name);
        try {
            originals.put(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new FileWriteException(file, e);
        }
    }

    /** {@return the files that a resumed run depends on, by name, as they were when the run began} */
    public Map<String, byte[]> originals() {
        return Collections.unmodifiableMap(originals);
    }

    /**
     * Remembers the original files from a checkpoint.
     *
     * @param original returns the content of a file by its name, if the checkpoint has it
     */
    public void takeOriginals(Function<String, Optional<byte[]>> original) {
        for (String name : List.of(RECIPE, REQUEST, LOCK)) {
            original.apply(name).ifPresent(bytes -> originals.put(name, bytes));
        }
    }

    /** Writes original files again that were deleted during the run. */
    public void restoreOriginals() {
        originals.forEach((name, bytes) -> {
            Path file = folder.resolve(name);
            if (Files.isDirectory(folder) && !Files.exists(file)) {
                AtomicFile.write(file, bytes);
                LOG.warn("{} was deleted during the run; Clade wrote it again.", file);
            }
        });
    }

    /** Writes {@code metrics.csv} and {@code metrics.jsonl}. */
    void metrics(List<MetricsRow> rows) {
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
        line.put("event", event.type().word());
        line.putAll(event.details());
        events.add(line(line));
    }

    /** Writes {@code assignments.csv}. */
    public void assignments(Dataset dataset, ImageStore images, Evaluation evaluation) {
        Iterable<List<Object>> rows = () -> IntStream.range(0, images.size())
                .mapToObj(i -> row(dataset.item(images.item(i)), evaluation.decision(i)))
                .iterator();
        assignments = csv(ASSIGNMENTS, AssignmentColumns.PLAIN.names(), rows);
    }

    private static List<Object> row(String image, Decision decision) {
        return AssignmentColumns.PLAIN.row(image, decision, decision.cluster());
    }

    /** {@return the SHA-256 of the last written {@code assignments.csv}; null if none was written} */
    public String assignmentsChecksum() {
        return assignments;
    }

    /**
     * Checks the assignments that the run wrote at its end.
     *
     * @param checksum their SHA-256
     * @throws RefusedException if the file has another checksum
     */
    public void takeAssignments(String checksum) {
        Path file = folder.resolve(ASSIGNMENTS);
        try {
            if (!new DigestUtils(MessageDigestAlgorithms.SHA_256)
                    .digestAsHex(file)
                    .equals(checksum)) {
                throw new RefusedException(
                        "%s was edited or damaged after training ended; restore it from a copy, or run predict on the images of the run."
                                .formatted(file));
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; restore it from a copy, or run predict on the images of the run."
                            .formatted(file, FileProblem.words(file, e)),
                    e);
        }
        assignments = checksum;
    }

    /** Writes {@code summary.json}. */
    void summary(RunSummary summary) {
        result(SUMMARY, summary);
    }

    /** Writes {@code lock.json}. */
    void lock(Map<String, Object> lock) {
        write(LOCK, PRETTY.toJson(finite(lock)) + "\n");
        keepOriginal(LOCK);
    }

    /** Writes {@code prediction.json}. */
    public void prediction(PredictionSummary prediction) {
        result(PREDICTION, prediction);
    }

    /** Writes {@code features.json}. */
    public void features(FeatureScores features) {
        result("features.json", features);
    }

    private void result(String name, Record result) {
        write(name, PRETTY.toJson(ResultJson.write(result)) + "\n");
    }

    /**
     * Reads a run's summary.
     *
     * @param folder a run folder
     * @return the summary; empty if the run did not end
     * @throws DamagedFileException if it is damaged
     */
    public static Optional<RunSummary> summary(Path folder) {
        Path file = folder.resolve(SUMMARY);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SummaryReader.read(Files.readString(file)));
        } catch (IOException | JsonParseException e) {
            throw damaged(file, "its JSON is broken", e);
        } catch (IllegalArgumentException e) {
            throw damaged(file, e.getMessage(), e);
        }
    }

    /**
     * The state of a run.
     *
     * @param folder its folder
     * @param summary its summary, if it has one
     * @return the state; a run without a summary is active if a process holds the folder, otherwise it ended with its process
     */
    public static RunState state(Path folder, Optional<RunSummary> summary) {
        return summary.map(RunSummary::status)
                .orElseGet(() -> FolderLock.held(folder) ? RunState.RUNNING : RunState.STOPPED);
    }

    private static DamagedFileException damaged(Path file, String reason, Exception cause) {
        return new DamagedFileException(file, reason, "resume writes it again, if the run is not finished", cause);
    }

    /** Writes a table and returns its SHA-256. */
    private String csv(String name, Iterable<String> columns, Iterable<? extends Iterable<?>> lines) {
        MessageDigest checksum = DigestUtils.getSha256Digest();
        AtomicFile.write(
                folder.resolve(name), out -> CsvFile.print(new DigestOutputStream(out, checksum), columns, lines));
        return Hex.encodeHexString(checksum.digest());
    }

    private static String line(Map<String, Object> object) {
        return LINE.toJson(finite(object));
    }

    private void lines(String name, List<String> objects) {
        StringBuilder text = new StringBuilder();
        objects.forEach(object -> text.append(object).append('\n'));
        write(name, text.toString());
    }

    /** Leaves out numbers that are not finite, since JSON has no NaN. */
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
        AtomicFile.write(folder.resolve(name), text);
    }

    /** Unlocks and deletes the folder of a run that was refused before it wrote a result. */
    public void discard() {
        close();
        FileUtils.deleteQuietly(folder.toFile());
    }

    /** Unlocks the folder. */
    @Override
    public void close() {
        lock.ifPresent(FolderLock::close);
    }
}
