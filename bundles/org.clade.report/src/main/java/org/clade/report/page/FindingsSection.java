package org.clade.report.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clade.report.folder.CsvTable;
import org.clade.report.folder.RunFiles;

/** Near-duplicates, outliers and what was left out, each where its file is there. */
final class FindingsSection {

    private FindingsSection() {}

    static void add(Page page) {
        List<Map<String, Object>> lists = new ArrayList<>();
        list(
                        page,
                        "duplicates",
                        "Near-duplicates",
                        "Pairs of images that are nearly the same, by the correlation of their details; cosine is that of the features.",
                        List.of("first", "second", "cosine", "pixels"))
                .ifPresent(lists::add);
        list(page, "outliers", "Outliers", "The images that are least typical of all.", List.of("path", "score"))
                .ifPresent(lists::add);
        list(page, "skipped", "Skipped files", "Files that could not be read, and why.", List.of())
                .ifPresent(lists::add);
        notes(page.files(), "left_out", "Left out", "Files of the folder that are not part of the set.")
                .ifPresent(lists::add);
        notes(page.files(), "doubtful", "Doubtful", "Images that are part of the set and may not be what they seem.")
                .ifPresent(lists::add);
        if (!lists.isEmpty()) {
            page.put("findings", Map.of("lists", lists));
            page.section("findings", "Findings");
        }
    }

    private static Optional<Map<String, Object>> list(
            Page page, String name, String title, String sentence, List<String> columns) {
        Optional<CsvTable> found = page.files().table(name + ".csv");
        return found.map(table -> {
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("title", title);
            list.put("sentence", table.rows().isEmpty() ? "There are none." : sentence);
            if (!table.rows().isEmpty()) {
                list.put("table", PageTable.of(title, table, columns.isEmpty() ? table.columns() : columns));
            }
            page.pictures().address(name + ".jpg").ifPresent(address -> list.put("picture", address));
            return list;
        });
    }

    private static Optional<Map<String, Object>> notes(RunFiles files, String key, String title, String sentence) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonElement element : RunFiles.list(files.summary(), key)) {
            if (element.isJsonObject()) {
                JsonObject note = element.getAsJsonObject();
                rows.add(List.of(
                        RunFiles.text(note, "what"),
                        RunFiles.text(note, "count"),
                        RunFiles.text(note, "reason"),
                        RunFiles.list(note, "examples").stream()
                                .map(JsonElement::getAsString)
                                .collect(Collectors.joining("; "))));
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Map.of(
                        "title",
                        title,
                        "sentence",
                        sentence,
                        "table",
                        PageTable.of(title, "words", List.of("what", "count", "reason", "examples"), rows)));
    }
}
