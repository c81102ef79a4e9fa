package org.clade.report.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clade.api.run.RunSummary.PixelScores;
import org.clade.base.text.Counted;
import org.clade.report.folder.RunFiles;

/** What was run and on what, and what came out. */
final class OverviewSection {

    private static final List<String> WITH_LABELS = List.of("acc", "nmi", "ari");
    private static final List<String> WITHOUT = List.of("effective_clusters", "largest_share", "mean_confidence");

    private OverviewSection() {}

    static void add(Page page) {
        RunFiles files = page.files();
        JsonObject summary = files.summary();
        String variant = summary.has("variant") ? files.text("variant") : "A clustering";
        page.put("title", variant + " on " + files.text("data"));
        page.put("version", files.text("clade_version"));
        page.put("lead", lead(files));
        page.put("labeled", files.labeled());
        page.put("warnings", warnings(summary));
        page.put("tiles", tiles(files));
        page.put("scoreTable", scores(summary));
        page.put("factTable", facts(files));
        page.section("result", "Result");
    }

    private static String lead(RunFiles files) {
        JsonObject summary = files.summary();
        String title = files.text("title");
        List<String> parts = new ArrayList<>();
        RunFiles.number(summary, "images").ifPresent(n -> parts.add(Counted.of((long) n, "image")));
        RunFiles.number(summary, "k").ifPresent(k -> parts.add(Counted.of((long) k, "cluster")));
        RunFiles.number(summary, "epochs").ifPresent(n -> parts.add(Counted.of((long) n, "epoch")));
        if (!files.text("seed").isEmpty()) {
            parts.add("seed " + files.text("seed"));
        }
        String status = files.text("status");
        if (!status.isEmpty()) {
            parts.add(status);
        }
        return (title.isEmpty() ? "" : title + ". ") + String.join(", ", parts) + ".";
    }

    private static List<String> warnings(JsonObject summary) {
        List<String> warnings = new ArrayList<>();
        for (String key : List.of("failure", "collapse")) {
            if (!RunFiles.text(summary, key).isEmpty()) {
                warnings.add(RunFiles.text(summary, key));
            }
        }
        for (JsonElement warning : RunFiles.list(summary, "warnings")) {
            warnings.add(warning.getAsString());
        }
        return warnings;
    }

    private static List<Map<String, String>> tiles(RunFiles files) {
        JsonObject summary = files.summary();
        Optional<JsonObject> kmeans = RunFiles.object(summary, "kmeans");
        List<Map<String, String>> tiles = new ArrayList<>();
        List<String> keys = new ArrayList<>(WITH_LABELS);
        keys.addAll(WITHOUT);
        for (String key : keys) {
            OptionalDouble value = RunFiles.number(summary, key);
            if (value.isPresent()) {
                String compared = kmeans.map(other -> RunFiles.number(other, key))
                        .filter(OptionalDouble::isPresent)
                        .map(other ->
                                "k-means on %s: %s".formatted(clustered(kmeans.get()), shown(key, other.getAsDouble())))
                        .orElse("");
                tiles.add(tile(Words.name(key), shown(key, value.getAsDouble()), compared));
            }
        }
        RunFiles.object(summary, "seconds")
                .map(seconds -> RunFiles.number(seconds, "total"))
                .or(() -> Optional.of(RunFiles.number(summary, "seconds")))
                .filter(OptionalDouble::isPresent)
                .ifPresent(seconds -> tiles.add(tile("time", Words.duration(seconds.getAsDouble()), "")));
        return tiles;
    }

    private static String shown(String key, double value) {
        return key.equals("effective_clusters") ? Words.tenths(value) : Words.score(value);
    }

    private static String measure(String key, OptionalDouble value) {
        return value.isPresent() ? shown(key, value.getAsDouble()) : "";
    }

    private static Map<String, String> tile(String name, String value, String more) {
        return Map.of("name", name, "value", value, "more", more);
    }

    private static PageTable scores(JsonObject summary) {
        Map<String, JsonObject> columns = new LinkedHashMap<>();
        columns.put("this run", summary);
        RunFiles.object(summary, "kmeans").ifPresent(kmeans -> columns.put(kmeans(clustered(kmeans), kmeans), kmeans));
        RunFiles.object(summary, "kmeans_histogram")
                .ifPresent(kmeans -> columns.put(kmeans("color histograms", kmeans), kmeans));
        RunFiles.object(summary, "untrained").ifPresent(before -> columns.put("before training", before));
        RunFiles.object(summary, "best").ifPresent(best -> columns.put("best evaluation, chosen by labels", best));
        List<List<String>> rows = new ArrayList<>();
        for (String key : List.of(
                "acc",
                "nmi",
                "ari",
                "nmi_geometric",
                "nmi_max",
                "nmi_min",
                "effective_clusters",
                "largest_share",
                "mean_confidence",
                "entropy")) {
            if (RunFiles.number(summary, key).isPresent()) {
                List<String> row = new ArrayList<>(List.of(Words.name(key)));
                columns.values().forEach(from -> row.add(measure(key, RunFiles.number(from, key))));
                rows.add(row);
            }
        }
        List<String> headings = new ArrayList<>(List.of("measure"));
        headings.addAll(columns.keySet());
        return rows.isEmpty() ? null : PageTable.of("Measures of the clusters", "", headings, rows);
    }

    private static String clustered(JsonObject kmeans) {
        return PixelScores.clustered(RunFiles.text(kmeans, "protocol"));
    }

    private static String kmeans(String what, JsonObject kmeans) {
        OptionalDouble some = RunFiles.number(kmeans, "images");
        OptionalDouble all = RunFiles.number(kmeans, "of");
        return some.isPresent() && all.isPresent() && some.getAsDouble() < all.getAsDouble()
                ? "k-means on %s of %s images".formatted(what, Words.number(some))
                : "k-means on " + what;
    }

    private static PageTable facts(RunFiles files) {
        JsonObject summary = files.summary();
        List<List<String>> rows = new ArrayList<>();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("variant", files.text("variant"));
        facts.put("title", files.text("title"));
        facts.put("method", files.text("method"));
        facts.put("reading", files.text("reading"));
        facts.put("data", files.text("data"));
        facts.put("images", Words.number(RunFiles.number(summary, "images")));
        facts.put("protocol (which images)", files.text("protocol"));
        facts.put("clusters", files.text("k"));
        facts.put("seed", files.text("seed"));
        facts.put("epochs", files.text("epochs"));
        facts.put("training steps", Words.number(RunFiles.number(summary, "steps")));
        facts.put("trainable numbers", Words.number(RunFiles.number(summary, "parameters")));
        facts.put("precision", files.text("precision"));
        facts.put("device", files.text("device"));
        facts.put("images per second", Words.number(RunFiles.number(summary, "images_per_second")));
        facts.put("run", files.text("run"));
        facts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                rows.add(List.of(name, value));
            }
        });
        return PageTable.of("What was run and on what", "words", List.of("fact", "value"), rows);
    }
}
