package org.clade.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.clade.report.folder.CsvTable;
import org.clade.report.folder.TrainingMark;

/** Losses and scores over training, with marks where parts were swapped or the run was resumed. */
final class CurvesSection {

    private static final List<String> SCORES = List.of("acc", "nmi", "ari", "mean_confidence", "largest_share");
    private static final List<String> MEASURES = List.of("effective_clusters");

    private CurvesSection() {}

    static void add(Page page) {
        Optional<CsvTable> metrics = page.files().table("metrics.csv");
        page.data("marks", TrainingMark.of(page.files().events()));
        if (metrics.isEmpty() || metrics.get().rows().isEmpty()) {
            return;
        }
        CsvTable table = metrics.get();
        page.data("epochs", table.numbers("epoch"));
        page.data("steps", table.numbers("step"));
        List<PageChart> charts = new ArrayList<>();
        chart(page, table, "scores", "scores", SCORES::contains, "Scores at each evaluation.")
                .ifPresent(charts::add);
        chart(
                        page,
                        table,
                        "measures",
                        "effective clusters",
                        MEASURES::contains,
                        "Effective clusters: e to the entropy of the clusters' shares.")
                .ifPresent(charts::add);
        chart(
                        page,
                        table,
                        "losses",
                        "losses",
                        name -> name.startsWith("loss"),
                        "Mean losses since the evaluation before.")
                .ifPresent(charts::add);
        page.put("curves", Map.of("charts", charts));
        page.section("curves", "Training");
    }

    private static Optional<PageChart> chart(
            Page page, CsvTable table, String id, String name, Predicate<String> wanted, String label) {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        table.columns().stream().filter(wanted).forEach(column -> {
            List<Double> values = numbers(table, column);
            if (values.stream().anyMatch(value -> value != null)) {
                series.put(Words.name(column), values);
            }
        });
        page.data(id, series);
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of(new PageChart(
                        id,
                        name,
                        label,
                        "",
                        true,
                        numbers(
                                table,
                                name,
                                table.columns().stream().filter(wanted).toList())));
    }

    private static List<Double> numbers(CsvTable table, String column) {
        return Arrays.stream(table.numbers(column))
                .mapToObj(value -> Double.isFinite(value) ? (Double) value : null)
                .toList();
    }

    private static PageTable numbers(CsvTable table, String name, List<String> columns) {
        int count = table.rows().size();
        int every = Math.max(1, -Math.floorDiv(-count, PageTable.MOST_ROWS));
        double[] steps = table.numbers("step");
        List<double[]> values = columns.stream().map(table::numbers).toList();
        List<List<String>> rows = IntStream.range(0, count)
                .filter(row -> row % every == 0 || row == count - 1)
                .mapToObj(row -> {
                    List<String> line = new ArrayList<>(List.of(Words.number(steps[row]), table.text(row, "epoch")));
                    values.forEach(column -> line.add(Words.score(column[row])));
                    return line;
                })
                .toList();
        List<String> headings = new ArrayList<>(List.of("step", "epoch"));
        columns.forEach(column -> headings.add(Words.name(column)));
        return PageTable.of(
                "Numbers of the chart: " + name + (every > 1 ? ", every " + every + "th evaluation" : ""),
                "",
                headings,
                rows);
    }
}
