package org.clade.report.figure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.clade.api.evaluation.Assignments;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.picture.SurestImages;
import org.clade.picture.Thumbnails;

/**
 * Images with their label features (DAC, Figure 3): the image that a cluster is surest of for some clusters, and failures. With
 * labels a failure is an image of another class than its cluster matches, the surest first; without them, an image that the network
 * is least sure of. Written as {@code example-<n>.jpg} and {@code examples.csv}.
 */
final class Examples {

    private static final int EACH = 8;
    private static final int SIDE = 64;

    private Examples() {}

    /**
     * Writes the examples.
     *
     * @param run the images and the network
     * @param images its images
     * @param confusion how clusters match classes, where there are labels
     * @param figures where
     */
    static void write(EvaluatedRun run, SurestImages images, Optional<Confusion> confusion, FigureFolder figures) {
        Assignments assignments = run.assignments();
        int[] surest = images.all();
        List<Integer> good = new ArrayList<>();
        boolean[] taken = new boolean[assignments.k()];
        IntPredicate fails = failure(run, confusion);
        for (int image : surest) {
            if (good.size() < EACH && !taken[assignments.clusters()[image]] && !fails.test(image)) {
                taken[assignments.clusters()[image]] = true;
                good.add(image);
            }
        }
        IntStream failures = confusion.isPresent()
                ? Arrays.stream(surest).filter(fails).limit(EACH)
                : Arrays.stream(surest).skip(Math.max(good.size(), surest.length - EACH));
        List<Integer> all = new ArrayList<>(good);
        failures.forEach(all::add);
        write(run, all, good.size(), figures);
    }

    private static IntPredicate failure(EvaluatedRun run, Optional<Confusion> confusion) {
        if (confusion.isEmpty()) {
            return image -> false;
        }
        int[] matched = confusion.get().matched();
        int[] labels = run.labels().orElseThrow();
        int[] clusters = run.assignments().clusters();
        return image -> matched[clusters[image]] != labels[image];
    }

    private static void write(EvaluatedRun run, List<Integer> chosen, int good, FigureFolder figures) {
        int[] images = chosen.stream().mapToInt(Integer::intValue).toArray();
        float[][] features = features(run, images);
        int length = features.length == 0 ? 0 : features[0].length;
        List<List<Object>> lines = new ArrayList<>();
        for (int i = 0; i < images.length; i++) {
            String file = String.format(Locale.ROOT, "example-%02d.jpg", i);
            figures.picture(file, Thumbnails.jpeg(Thumbnails.grid(run, new int[] {images[i]}, 1, SIDE)));
            List<Object> line = new ArrayList<>(List.of(
                    file,
                    i < good ? "sure" : "failure",
                    run.item(images[i]),
                    run.assignments().clusters()[images[i]],
                    ClassTitles.of(run, images[i])));
            for (int j = 0; j < length; j++) {
                line.add(features[i][j]);
            }
            lines.add(line);
        }
        List<String> columns = new ArrayList<>(List.of("file", "kind", "image", "cluster", "label"));
        IntStream.range(0, length).forEach(j -> columns.add("feature " + j));
        figures.numbers("examples.csv", columns, lines);
    }

    /**
     * Label features as the evaluation computed them: a network that normalizes many images together gets each image in the same batch
     * again.
     */
    private static float[][] features(EvaluatedRun run, int[] images) {
        float[][] rows = new float[images.length][];
        if (!run.normalizesTogether()) {
            fill(rows, run, images, images);
            return rows;
        }
        int[] order = run.order();
        int together = run.inferenceBatch();
        for (int from = 0; from < order.length; from += together) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + together));
            if (Arrays.stream(images).anyMatch(image -> position(batch, image) >= 0)) {
                fill(rows, run, images, batch);
            }
        }
        return rows;
    }

    private static void fill(float[][] rows, EvaluatedRun run, int[] images, int[] batch) {
        try (NDManager scope = run.host().newSubManager()) {
            NDArray seen = run.look(batch, Set.of(run.decision()), scope).get(run.decision());
            for (int i = 0; i < images.length; i++) {
                int row = position(batch, images[i]);
                if (row >= 0) {
                    rows[i] = seen.get(row).toFloatArray();
                }
            }
        }
    }

    private static int position(int[] batch, int image) {
        for (int i = 0; i < batch.length; i++) {
            if (batch[i] == image) {
                return i;
            }
        }
        return -1;
    }
}
