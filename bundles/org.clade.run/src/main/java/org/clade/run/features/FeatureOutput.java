package org.clade.run.features;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.commons.csv.CSVPrinter;
import org.clade.api.features.FeatureFile;
import org.clade.api.part.RefusedException;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.FileProblem;
import org.clade.base.file.FileWriteException;
import org.clade.base.json.ResultJson;
import org.clade.run.file.GrowingFile;
import org.clade.run.file.WrittenRows;
import org.clade.run.folder.JsonDifference;

/**
 * A file of features while it grows, with what is next to it. What was asked, the rows so far and how many of them are on the disk are
 * kept, so that the work goes on after any end.
 */
final class FeatureOutput implements AutoCloseable {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final long MARK_NANOS = 1_000_000_000L;
    private static final String ASKED = ".asked.json";
    private static final String POSITION = ".position.json";

    private final Path file;
    private final FeatureFormat format;
    private final FeatureFile asked;
    private GrowingFile growing;
    private long rows;
    private long marked;

    /**
     * Nothing is written yet.
     *
     * @param file the file
     * @param asked what its {@code .json} will say, without times
     */
    FeatureOutput(Path file, FeatureFile asked) {
        this.file = file;
        this.format = FeatureFormat.of(file);
        this.asked = asked;
    }

    /**
     * Checks before any work that a file can be written.
     *
     * @param file the file
     * @param resume whether to go on with it
     * @throws RefusedException if it is there already, or was begun and is not gone on with, or has no folder
     */
    static void check(Path file, boolean resume) {
        FeatureFormat.of(file);
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            throw new RefusedException("The folder %s of “%s” is not there; make it, or name another file."
                    .formatted(file.toAbsolutePath().getParent(), file.getFileName()));
        }
        if (Files.exists(file)) {
            throw new RefusedException("“%s” is there already; name another file, or remove it.".formatted(file));
        }
        boolean begun = Files.exists(nextTo(file, POSITION));
        if (begun && !resume) {
            throw new RefusedException("“%s” was begun and interrupted; --resume goes on with it, or remove %s."
                    .formatted(
                            file,
                            GrowingFile.part(file).getFileName() + " and "
                                    + nextTo(file, POSITION).getFileName()));
        }
        if (!begun && resume) {
            throw new RefusedException(
                    "There is no interrupted work on “%s” to go on with; leave --resume out.".formatted(file));
        }
    }

    private static Path nextTo(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** {@return the file with another ending: {@code features.json} for {@code features.npy}} */
    static Path companion(Path file, String ending) {
        String name = file.getFileName().toString();
        String stem = name.substring(
                0, name.length() - FeatureFormat.of(file).ending().length());
        return file.resolveSibling(stem + ending);
    }

    /**
     * Takes up what was done.
     *
     * @throws RefusedException if something else was asked, or the rows were changed
     */
    void resume() {
        Path earlier = nextTo(file, ASKED);
        try {
            String now = json(asked);
            if (!Files.readString(earlier).equals(now)) {
                throw new RefusedException(
                        "The interrupted work on “%s” was asked something else: %s; ask the same again, or name another file."
                                .formatted(
                                        file,
                                        JsonDifference.words(
                                                Files.readAllBytes(earlier), now.getBytes(StandardCharsets.UTF_8))));
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; begin again.".formatted(earlier, FileProblem.words(earlier, e)), e);
        }
        WrittenRows written = WrittenRows.of(nextTo(file, POSITION), "begin again");
        growing = GrowingFile.resume(file, written.bytes());
        if (growing.bytes() != written.bytes() || growing.checksum() != written.checksum()) {
            throw new RefusedException("%s was edited or damaged since it was written; remove it and begin again."
                    .formatted(GrowingFile.part(file)));
        }
        rows = written.rows();
    }

    /** {@return how many rows are done} */
    int rows() {
        return (int) rows;
    }

    /** Appends the features of the next images. */
    void take(float[] numbers) {
        if (growing == null) {
            AtomicFile.write(nextTo(file, ASKED), json(asked));
            growing = GrowingFile.begin(file);
            growing.append(ByteBuffer.wrap(format.head(asked.images(), asked.width())));
            mark();
        }
        growing.append(format.rows(numbers, asked.width()));
        rows += numbers.length / asked.width();
        if (System.nanoTime() - marked > MARK_NANOS) {
            mark();
        }
    }

    private void mark() {
        growing.force();
        new WrittenRows(rows, growing.bytes(), growing.checksum(), null).write(nextTo(file, POSITION));
        marked = System.nanoTime();
    }

    /**
     * Ends it: all rows are there.
     *
     * @param names the name of an image, by its row
     * @param labels the class of an image by its row, if the images have labels
     * @param result what is written next to the file
     */
    void finish(IntFunction<String> names, Optional<IntFunction<String>> labels, FeatureFile result) {
        growing.force();
        column("paths", "path", names);
        labels.ifPresent(classes -> column("labels", "label", classes));
        AtomicFile.write(companion(file, ".json"), json(result));
        growing.finish();
        remove(nextTo(file, POSITION));
        remove(nextTo(file, ASKED));
    }

    /** A row for each image, so that the file can be read next to the features. */
    private void column(String name, String head, IntFunction<String> values) {
        AtomicFile.write(companion(file, "." + name + ".csv"), out -> {
            BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            CSVPrinter printer = new CSVPrinter(text, CsvFile.FORMAT);
            printer.printRecord(head);
            for (int row = 0; row < asked.images(); row++) {
                printer.printRecord(values.apply(row));
            }
            printer.flush();
        });
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FileWriteException(file, e);
        }
    }

    private static String json(FeatureFile result) {
        return GSON.toJson(ResultJson.write(result)) + "\n";
    }

    /** Keeps what was done. */
    @Override
    public void close() {
        if (growing != null) {
            try (GrowingFile open = growing) {
                if (!Files.exists(file)) {
                    open.force();
                    mark();
                }
            }
        }
    }
}
