package org.clade.report.page;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clade.report.folder.RunFiles;

/** What happened, what the numbers depend on, and how to repeat them. */
final class RecordSection {

    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private static final int DIGEST = 12;

    private RecordSection() {}

    static void add(Page page) {
        events(page);
        RunFiles files = page.files();
        Optional<JsonObject> lock = files.json("lock.json");
        lock.ifPresent(content -> {
            page.put("lockTable", lock(content));
            page.put("bundleTable", bundles(content));
        });
        files.json("recipe.json").ifPresent(recipe -> page.put("recipe", PRETTY.toJson(recipe)));
        page.put("commands", commands(files));
        page.put(
                "repeatSentence",
                lock.isPresent()
                        ? "The same recipe, data, seed, machine and number of threads give the same numbers, bit for bit."
                        : "The same network and images give the same clusters.");
        page.section("repeat", "Repeat it");
    }

    private static void events(Page page) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonObject event : page.files().events()) {
            String details = event.entrySet().stream()
                    .filter(entry -> !List.of("time", "event").contains(entry.getKey()))
                    .filter(entry -> !RunFiles.text(event, "event").equals("evaluated")
                            || List.of("epoch", "step", "acc", "effective_clusters")
                                    .contains(entry.getKey()))
                    .map(entry -> Words.name(entry.getKey()) + ": " + value(entry.getValue()))
                    .collect(Collectors.joining("; "));
            rows.add(List.of(
                    RunFiles.text(event, "time").replaceFirst("\\.\\d+Z$", "Z"),
                    RunFiles.text(event, "event"),
                    details));
        }
        if (!rows.isEmpty()) {
            int from = Math.max(0, rows.size() - PageTable.MOST_ROWS);
            page.put(
                    "events",
                    Map.of(
                            "table",
                            PageTable.of(
                                    from == 0
                                            ? "Events of the run"
                                            : "The last %s events; all are in events.jsonl"
                                                    .formatted(PageTable.MOST_ROWS),
                                    "words",
                                    List.of("time", "event", "details"),
                                    rows.subList(from, rows.size()))));
            page.section("events", "Events");
        }
    }

    private static String value(JsonElement value) {
        if (!value.isJsonPrimitive()) {
            return value.toString();
        }
        return value.getAsJsonPrimitive().isNumber() ? Words.number(value.getAsDouble()) : value.getAsString();
    }

    private static PageTable lock(JsonObject lock) {
        List<List<String>> rows = new ArrayList<>();
        lock.entrySet().stream()
                .filter(entry -> entry.getValue().isJsonPrimitive())
                .forEach(entry -> rows.add(List.of(
                        entry.getKey().replace('_', ' '), entry.getValue().getAsString())));
        return PageTable.of("What the numbers depend on (lock.json)", "words", List.of("fact", "value"), rows);
    }

    private static PageTable bundles(JsonObject lock) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonElement element : RunFiles.list(lock, "bundles")) {
            if (element.isJsonObject()) {
                JsonObject bundle = element.getAsJsonObject();
                String digest = RunFiles.text(bundle, "sha256");
                rows.add(List.of(
                        RunFiles.text(bundle, "symbolic_name"),
                        RunFiles.text(bundle, "version"),
                        digest.substring(0, Math.min(DIGEST, digest.length())) + "…"));
            }
        }
        return PageTable.of("Bundles wired to the run", "words", List.of("bundle", "version", "SHA-256"), rows);
    }

    private static String commands(RunFiles files) {
        String folder = files.folder().toString();
        Optional<JsonObject> request = files.json("request.json");
        if (request.isEmpty()) {
            return "clade predict %s %s".formatted(Words.quoted(files.text("run")), Words.quoted(files.text("data")));
        }
        StringBuilder run = new StringBuilder("clade run ")
                .append(Words.quoted(folder + "/recipe.json"))
                .append(" --data ")
                .append(Words.quoted(RunFiles.text(request.get(), "data")))
                .append(" --seed ")
                .append(RunFiles.text(request.get(), "seed"));
        String split = RunFiles.text(request.get(), "split").toLowerCase(java.util.Locale.ROOT);
        if (!split.isEmpty() && !split.equals("all")) {
            run.append(" --split ").append(split);
        }
        for (String option : List.of("limit", "seconds")) {
            if (RunFiles.number(request.get(), option).orElse(0) > 0) {
                run.append(" --").append(option).append(' ').append(RunFiles.text(request.get(), option));
            }
        }
        if (request.get().has("fork")) {
            JsonObject fork = request.get().getAsJsonObject("fork");
            run.append(" --fork ")
                    .append(Words.quoted(RunFiles.text(fork, "run") + "@" + RunFiles.text(fork, "epoch")));
        }
        run.append(" --precision ").append(RunFiles.text(request.get(), "precision"));
        return String.join(
                "\n",
                run,
                "clade predict %s <folder of other images>".formatted(Words.quoted(folder)),
                "clade runs:report %s".formatted(Words.quoted(folder)));
    }
}
