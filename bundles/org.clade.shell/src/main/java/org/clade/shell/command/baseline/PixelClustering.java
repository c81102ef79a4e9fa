package org.clade.shell.command.baseline;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.Split;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import org.clade.shell.service.Services;

/**
 * A classical method on the pixels of images.
 *
 * @param method the method and its options
 * @param data a data set's name or folder
 * @param split which images of it
 * @param clusters how many; 0 for as many as there are classes
 * @param limit only so many images, those that a run of the same seed and limit takes; 0 for all
 * @param size pixels that images are resized to; 0 for their own size
 * @param seed decides everything random
 */
public record PixelClustering(PartSpec method, String data, Split split, int clusters, int limit, int size, long seed) {

    /** The scores that compare clusters with classes. */
    public static final List<String> SCORES = List.of("acc", "nmi", "ari");

    /**
     * Clusters the images.
     *
     * @param services reads, clusters and scores
     * @return what was done and, where there are labels, the scores, as JSON names them
     * @throws Exception what went wrong
     */
    public Map<String, Object> cluster(Services services) throws Exception {
        long start = System.nanoTime();
        Baseline baseline = services.baseline(method.id());
        Settings settings = Settings.of(baseline, method);
        DataService sets = services.get(DataService.class);
        Dataset set = services.patiently(() -> sets.open(data, split));
        if (size == 0 && set.info().shape().height() == 0) {
            throw new RefusedException(
                    "The images of %s differ in size; give the pixels to resize them to, as in --size 32."
                            .formatted(set.info().name()));
        }
        int[] items = items(set.info().images());
        Optional<int[]> truth = set.labels().map(labels -> select(labels, items));
        int k = clusters(set);
        int[] found = Interruption.leavable(() -> {
            double[][] rows = rows(set, items);
            return baseline.cluster(rows, k, settings, RandomStream.of(seed).derive("baseline", method.id()));
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("method", method.toString());
        result.put("data", set.info().name());
        result.put("protocol", set.info().protocol());
        result.put("images", items.length);
        DatasetNote.addTo(set.notes(), result::put);
        result.put("k", k);
        result.put("seed", seed);
        result.putAll(scores(services, truth, found));
        result.put("seconds", Math.round((System.nanoTime() - start) / 1e8) / 10.0);
        return result;
    }

    /** {@return the scores by name, none where there are no labels} */
    static Map<String, Double> scores(Services services, Optional<int[]> truth, int[] found)
            throws InterruptedException {
        Map<String, Double> scores = new LinkedHashMap<>();
        if (truth.isPresent()) {
            for (String score : SCORES) {
                scores.put(score, services.metric(score).score(truth.get(), found));
            }
        }
        return scores;
    }

    /** Adds a row for each score that there is. */
    public static void addScores(Table table, Map<String, Object> result) {
        SCORES.stream()
                .filter(score -> result.get(score) != null)
                .forEach(score -> table.row(score.toUpperCase(Locale.ROOT), Format.score(result.get(score))));
    }

    private int clusters(Dataset set) {
        if (clusters > 0) {
            return clusters;
        }
        if (!set.info().labelled()) {
            throw new RefusedException(
                    "The images of %s have no labels, so the number of clusters is not known; give --k."
                            .formatted(set.info().name()));
        }
        return set.info().classes().size();
    }

    private int[] items(int images) {
        return limit == 0 || limit >= images
                ? IntStream.range(0, images).toArray()
                : Arrays.stream(RandomStream.of(seed).derive("limit").permutation(images))
                        .limit(limit)
                        .sorted()
                        .toArray();
    }

    private double[][] rows(Dataset set, int[] items) {
        double[][] rows = new double[items.length][];
        int[] next = {0};
        set.readChunks(size, size, (first, count, images) -> {
            while (next[0] < items.length && items[next[0]] < first + count) {
                rows[next[0]] = row(images, items[next[0]] - first, length(set));
                next[0]++;
            }
        });
        return rows;
    }

    private int length(Dataset set) {
        return set.info().shape().resized(size, size).bytes();
    }

    private static double[] row(ByteBuffer images, int image, int length) {
        double[] row = new double[length];
        for (int j = 0; j < length; j++) {
            row[j] = (images.get(image * length + j) & 0xFF) / 255.0;
        }
        return row;
    }

    private static int[] select(int[] labels, int[] items) {
        return Arrays.stream(items).map(item -> labels[item]).toArray();
    }
}
