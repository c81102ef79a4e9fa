package org.clade.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.clade.base.text.Counted;
import org.clade.report.figure.FeatureQuantiles;
import org.clade.report.figure.LabelFeatureSamples;
import org.clade.report.folder.CsvTable;
import org.clade.report.folder.Polygon;
import org.clade.report.folder.RunFiles;

/** The label features over training, as a polygon, and those of some images. */
final class FeaturesSection {

    private static final int STEPS = 40;
    private static final int BINS = 20;
    private static final int MOST_BARS = 10;
    private static final int NAME_LENGTH = 100;
    private static final double SCALE = 1000;

    private FeaturesSection() {}

    static void add(Page page) {
        Map<String, Object> section = new LinkedHashMap<>();
        polygon(page).ifPresent(polygon -> section.put("polygon", polygon));
        List<Map<String, Object>> examples = new ArrayList<>();
        page.files().table("figures/examples.csv").ifPresent(table -> {
            examples(page, table, "sure").ifPresent(examples::add);
            examples(page, table, "failure").ifPresent(examples::add);
        });
        if (!examples.isEmpty()) {
            section.put("examples", examples);
        }
        if (!section.isEmpty()) {
            page.put("features", section);
            page.section("features", "Label features");
        }
    }

    private static Optional<Map<String, Object>> polygon(Page page) {
        Map<Long, String> epochs = epochs(page.files());
        Map<Long, float[][]> samples = evaluated(page.files(), epochs);
        if (samples.isEmpty() || samples.values().iterator().next().length == 0) {
            return Optional.empty();
        }
        int k = samples.values().iterator().next()[0].length;
        samples.values().removeIf(rows -> rows.length == 0 || rows[0].length != k);
        Map<Long, float[][]> shown = thinned(samples);
        Polygon corners = new Polygon(k);
        List<Map<String, Object>> steps = new ArrayList<>();
        int most = 0;
        for (Map.Entry<Long, float[][]> sample : shown.entrySet()) {
            int[] bins = bins(sample.getValue());
            most = Math.max(most, IntStream.of(bins).max().orElse(0));
            steps.add(step(sample, epochs.getOrDefault(sample.getKey(), ""), bins, corners));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "corners",
                Arrays.stream(corners.corners())
                        .map(corner -> new double[] {digits(corner[0]), digits(corner[1])})
                        .toList());
        data.put("steps", steps);
        data.put("most", most);
        data.put(
                "images",
                page.files().table("samples/images.csv").map(table -> table.column("image")).orElse(List.of()).stream()
                        .map(name -> Words.shortened(name, NAME_LENGTH))
                        .toList());
        boolean labeled = labels(page, data);
        page.data("polygon", data);
        Map<String, Object> polygon = new LinkedHashMap<>();
        polygon.put(
                "sentence",
                "The label features of %s, the same ones at every evaluation, as points in a polygon with a corner for each cluster. Move the slider to see how they spread."
                        .formatted(Counted.of(shown.values().iterator().next().length, "image")));
        polygon.put("last", steps.size() - 1);
        polygon.put("byClass", labeled);
        quantiles(page, samples, epochs).ifPresent(chart -> polygon.put("quantiles", chart));
        return Optional.of(polygon);
    }

    /** {@return the samples of the evaluations that count: a stop leaves one that a resumed run forgets} */
    private static Map<Long, float[][]> evaluated(RunFiles files, Map<Long, String> epochs) {
        Map<Long, float[][]> samples = new TreeMap<>(LabelFeatureSamples.read(files.folder()));
        samples.keySet().retainAll(epochs.keySet());
        return samples;
    }

    private static Map<Long, String> epochs(RunFiles files) {
        Map<Long, String> epochs = new TreeMap<>();
        files.table("metrics.csv").ifPresent(table -> {
            double[] steps = table.numbers("step");
            List<String> names = table.column("epoch");
            IntStream.range(0, steps.length).forEach(row -> epochs.put((long) steps[row], names.get(row)));
        });
        return epochs;
    }

    private static Map<Long, float[][]> thinned(Map<Long, float[][]> samples) {
        List<Long> steps = List.copyOf(samples.keySet());
        Map<Long, float[][]> thinned = new TreeMap<>();
        int count = Math.min(STEPS, steps.size());
        for (int i = 0; i < count; i++) {
            long step = steps.get(count == 1 ? 0 : (int) Math.round(i * (steps.size() - 1.0) / (count - 1)));
            thinned.put(step, samples.get(step));
        }
        return thinned;
    }

    private static boolean labels(Page page, Map<String, Object> data) {
        List<String> labels = LabelFeatureSamples.labels(page.files().folder());
        if (labels.isEmpty() || labels.stream().anyMatch(String::isEmpty)) {
            return false;
        }
        List<String> classes = labels.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        data.put("classes", classes);
        data.put("labels", labels.stream().map(classes::indexOf).toList());
        return true;
    }

    private static Map<String, Object> step(
            Map.Entry<Long, float[][]> sample, String epoch, int[] bins, Polygon polygon) {
        float[][] rows = sample.getValue();
        int[] x = new int[rows.length];
        int[] y = new int[rows.length];
        int[] clusters = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] place = polygon.place(rows[i]);
            x[i] = (int) Math.round(SCALE * place[0]);
            y[i] = (int) Math.round(SCALE * place[1]);
            clusters[i] = Polygon.greatest(rows[i]);
        }
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("step", sample.getKey());
        step.put("epoch", epoch);
        step.put("x", x);
        step.put("y", y);
        step.put("clusters", clusters);
        step.put("bins", bins);
        return step;
    }

    private static int[] bins(float[][] rows) {
        int[] bins = new int[BINS];
        for (float[] row : rows) {
            bins[(int) Math.max(0, Math.min(BINS - 1, Math.floor(greatest(row) * BINS)))]++;
        }
        return bins;
    }

    private static double greatest(float[] row) {
        return row[Polygon.greatest(row)];
    }

    private static double digits(double value) {
        return Math.round(value * SCALE) / SCALE;
    }

    /** The distribution of the greatest label feature at every evaluation. */
    private static Optional<PageChart> quantiles(Page page, Map<Long, float[][]> samples, Map<Long, String> epochs) {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        epochs.forEach((step, epoch) -> {
            float[][] sample = samples.get(step);
            boolean known = sample != null && sample.length > 0;
            List<String> line = new ArrayList<>(List.of(Words.number(step), epoch));
            (known ? FeatureQuantiles.of(sample) : FeatureQuantiles.unknown()).forEach((name, value) -> {
                series.computeIfAbsent(name, n -> new ArrayList<>()).add(known ? (Double) digits(value) : null);
                line.add(known ? Words.score(digits(value)) : "");
            });
            if (known) {
                rows.add(line);
            }
        });
        if (series.isEmpty() || series.values().iterator().next().size() != epochs.size()) {
            return Optional.empty();
        }
        page.data("quantiles", series);
        List<String> headings = new ArrayList<>(List.of("step", "epoch"));
        headings.addAll(series.keySet());
        return Optional.of(new PageChart(
                "quantiles",
                "distribution of the greatest label feature",
                "The distribution of the greatest label feature over training: the nearer to 1, the surer the network.",
                "low",
                true,
                PageTable.of("Distribution of the greatest label feature", "", headings, rows)));
    }

    private static Optional<Map<String, Object>> examples(Page page, CsvTable table, String kind) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            if (table.text(row, "kind").equals(kind)) {
                item(page, table, row).ifPresent(items::add);
            }
        }
        if (items.isEmpty()) {
            return Optional.empty();
        }
        boolean labeled = page.files().labeled();
        boolean sure = kind.equals("sure");
        return Optional.of(Map.of(
                "title",
                sure ? "Sure images and their label features" : labeled ? "Failures" : "The least sure images",
                "sentence",
                sure
                        ? "The image that each of some clusters is surest of."
                        : labeled
                                ? "Images of another class than their cluster matches, the surest first."
                                : "The network is least sure of these.",
                "items",
                items));
    }

    private static Optional<Map<String, Object>> item(Page page, CsvTable table, int row) {
        String name = Words.shortened(table.text(row, "image"), NAME_LENGTH);
        String cluster = page.names().of(table.text(row, "cluster"));
        String label = table.text(row, "label");
        String words = name + ": " + cluster + (label.isEmpty() ? "" : ", class " + label);
        List<String> columns = table.columns();
        List<Integer> features = IntStream.range(0, columns.size())
                .filter(column -> columns.get(column).startsWith("feature "))
                .boxed()
                .toList();
        List<String> values = table.rows().get(row);
        List<Integer> shown = features.size() <= MOST_BARS
                ? features
                : features.stream()
                        .sorted(Comparator.comparingDouble(column -> -Double.parseDouble(values.get(column))))
                        .limit(MOST_BARS)
                        .sorted()
                        .toList();
        return page.pictures()
                .address(table.text(row, "file"))
                .map(address -> Map.of(
                        "picture",
                        address,
                        "alt",
                        words,
                        "name",
                        words,
                        "bars",
                        shown.stream()
                                .map(column -> bar(columns.get(column), values.get(column)))
                                .toList()));
    }

    private static Map<String, String> bar(String column, String value) {
        double feature = Double.parseDouble(value);
        return Map.of(
                "name",
                column.replaceFirst("^feature ", "no. "),
                "width",
                String.format(Locale.ROOT, "%.1f", 100 * Math.max(0, Math.min(1, feature))),
                "value",
                String.format(Locale.ROOT, "%.2f", feature));
    }
}
