package org.clade.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.report.folder.CsvTable;

/** How numbers of clusters compare, if {@code counts.csv} is there. */
final class CountsSection {

    /** Measures of the chart, which lie between -1 and 1. */
    private static final List<String> DRAWN = List.of("silhouette", "stability", "confidence");

    private static final List<String> NUMBERS =
            List.of("silhouette", "calinski_harabasz", "stability", "confidence", "effective_clusters", "best_share");

    private static final String SENTENCE =
            "K-means on the features of a network with each number of clusters, and measures that need no labels: "
                    + "recommended is the number that has the best silhouette most often in samples of the images, drawn with replacement.";

    private CountsSection() {}

    static void add(Page page) {
        page.files()
                .table("counts.csv")
                .filter(table -> !table.rows().isEmpty())
                .ifPresent(table -> add(page, table));
    }

    private static void add(Page page, CsvTable table) {
        Map<String, double[]> series = new LinkedHashMap<>();
        DRAWN.forEach(name -> series.put(name, finite(table.numbers(name))));
        page.data("counts", Map.of("k", table.column("k"), "series", series));
        page.put(
                "counts",
                Map.of(
                        "sentence",
                        SENTENCE,
                        "chart",
                        new PageChart(
                                "counts-chart",
                                "numbers of clusters",
                                "Silhouette, stability over seeds and confidence by the number of clusters.",
                                "low",
                                false,
                                null),
                        "table",
                        numbers(table)));
        page.section("counts", "Number of clusters");
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? value : 0)
                .toArray();
    }

    private static PageTable numbers(CsvTable table) {
        List<String> headings = new ArrayList<>(List.of("clusters"));
        NUMBERS.forEach(name -> headings.add(Words.name(name)));
        headings.add("recommended");
        List<double[]> values = NUMBERS.stream().map(table::numbers).toList();
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            List<String> cells = new ArrayList<>(List.of(table.text(row, "k")));
            for (double[] column : values) {
                cells.add(Words.number(column[row]));
            }
            cells.add(table.text(row, "advice"));
            rows.add(cells);
        }
        return PageTable.of("Measures of each number of clusters", "", headings, rows);
    }
}
