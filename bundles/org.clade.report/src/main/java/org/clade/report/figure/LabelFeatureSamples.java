package org.clade.report.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.api.part.RefusedException;
import org.clade.base.csv.CsvFile;
import org.clade.base.file.AtomicFile;
import org.clade.report.folder.CsvTable;
import org.clade.tensor.numpy.NpyArray;
import org.clade.tensor.numpy.NpyWriter;

/**
 * The label features of some images, the same throughout a run, at each of its evaluations: {@code
 * samples/label-features-<step>.npy}, and {@code samples/images.csv} with a line for each row. Of very many evaluations every
 * second one is dropped.
 */
public final class LabelFeatureSamples {

    private static final String FOLDER = "samples";
    private static final String PREFIX = "label-features-";
    private static final String SUFFIX = ".npy";
    private static final int MOST = 200;

    private LabelFeatureSamples() {}

    /**
     * Writes the sample of an evaluation.
     *
     * @param run the run
     * @param point where it stands
     */
    public static void write(EvaluatedRun run, EvaluationPoint point) {
        Path folder = run.folder().resolve(FOLDER);
        AtomicFile.makeFolder(folder);
        Path images = folder.resolve("images.csv");
        if (!Files.exists(images)) {
            int[] sampled = run.sample().images();
            CsvFile.write(
                    images,
                    List.of("image", "label"),
                    IntStream.range(0, sampled.length)
                            .mapToObj(row -> List.of(
                                    run.item(sampled[row]),
                                    run.labels()
                                            .map(labels -> labels[sampled[row]])
                                            .map(String::valueOf)
                                            .orElse("")))
                            .toList());
        }
        AtomicFile.write(
                folder.resolve(name(point.step())),
                out -> NpyWriter.write(out, run.sample().rows()));
        thin(folder);
    }

    private static String name(long step) {
        return String.format(Locale.ROOT, "%s%09d%s", PREFIX, step, SUFFIX);
    }

    private static void thin(Path folder) {
        List<Path> files = List.copyOf(files(folder).values());
        if (files.size() > MOST) {
            IntStream.range(0, files.size() - 1).filter(i -> i % 2 == 1).forEach(i -> {
                try {
                    Files.deleteIfExists(files.get(i));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static NavigableMap<Long, Path> files(Path folder) {
        NavigableMap<Long, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(file -> {
                String name = file.getFileName().toString();
                if (name.matches(PREFIX + "\\d{1,18}\\" + SUFFIX)) {
                    files.put(Long.valueOf(name.substring(PREFIX.length(), name.length() - SUFFIX.length())), file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /**
     * Reads the samples of a run.
     *
     * @param run its folder
     * @return the label features by training step; those that cannot be read are left out
     */
    public static Map<Long, float[][]> read(Path run) {
        Map<Long, float[][]> samples = new TreeMap<>();
        files(run.resolve(FOLDER)).forEach((step, file) -> load(file).ifPresent(rows -> samples.put(step, rows)));
        return samples;
    }

    /** {@return the label features of the last evaluation whose sample can be read} */
    public static Optional<float[][]> last(Path run) {
        return files(run.resolve(FOLDER)).descendingMap().values().stream()
                .flatMap(file -> load(file).stream())
                .findFirst();
    }

    private static Optional<float[][]> load(Path file) {
        try {
            NpyArray array = NpyArray.open(file);
            float[][] rows = new float[Math.toIntExact(array.rows())][Math.toIntExact(array.columns())];
            array.read(0, rows);
            return Optional.of(rows);
        } catch (IOException | RefusedException e) {
            return Optional.empty();
        }
    }

    /** {@return the class of each image of the sample as a number, empty texts where there are no labels} */
    public static List<String> labels(Path run) {
        return CsvTable.read(run.resolve(FOLDER).resolve("images.csv"))
                .map(table -> table.column("label"))
                .orElse(List.of());
    }
}
