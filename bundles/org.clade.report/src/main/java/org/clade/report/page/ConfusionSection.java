package org.clade.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.report.folder.CsvTable;

/** How many images of each class are in each cluster. */
final class ConfusionSection {

    private static final int MOST = 30;

    /** Darkest background behind a number, so that it stays readable in the light and in the dark. */
    private static final double DARKEST = 0.45;

    private ConfusionSection() {}

    static void add(Page page) {
        page.files().table("figures/confusion.csv").ifPresent(table -> {
            boolean small = table.rows().size() <= MOST && table.columns().size() <= MOST + 1;
            page.put(
                    "confusion",
                    Map.of(
                            "sentence",
                            small
                                    ? "Rows are classes, columns are clusters, in the order in which they match best. A frame marks each match."
                                    : "There are many classes, so only the largest confusions are listed: images of a class in a cluster that matches another class. All counts are in figures/confusion.csv.",
                            "table",
                            small ? matrix(page, table) : worst(page, table)));
            page.section("confusion", "Classes");
        });
    }

    private static String cluster(Page page, String column) {
        return page.names().of(column.replaceFirst("^cluster ", ""));
    }

    private static PageTable matrix(Page page, CsvTable table) {
        List<String> columns = table.columns();
        List<PageTable.Row> rows = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            List<String> values = table.rows().get(row);
            double sum = IntStream.range(1, columns.size())
                    .mapToDouble(i -> Double.parseDouble(values.get(i)))
                    .sum();
            List<PageTable.Cell> cells = new ArrayList<>();
            for (int column = 1; column < columns.size(); column++) {
                double share = sum == 0 ? 0 : Double.parseDouble(values.get(column)) / sum;
                cells.add(new PageTable.Cell(
                        values.get(column), String.format(Locale.ROOT, "%.2f", DARKEST * share), column == row + 1));
            }
            rows.add(new PageTable.Row(values.get(0), cells));
        }
        List<String> headings = new ArrayList<>(List.of("class"));
        columns.stream().skip(1).map(column -> cluster(page, column)).forEach(headings::add);
        return new PageTable("Images of each class in each cluster", "matrix", headings, rows);
    }

    private static PageTable worst(Page page, CsvTable table) {
        record Count(int row, int column, int images) {}
        List<Count> counts = new ArrayList<>();
        for (int row = 0; row < table.rows().size(); row++) {
            int[] values = table.rows().get(row).stream()
                    .skip(1)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            int place = row;
            IntStream.range(0, values.length)
                    .filter(column -> column != place && values[column] > 0)
                    .forEach(column -> counts.add(new Count(place, column, values[column])));
        }
        return PageTable.of(
                "The largest confusions",
                "words",
                List.of("class", "cluster", "images"),
                counts.stream()
                        .sorted(Comparator.comparingInt(count -> -count.images()))
                        .limit(MOST)
                        .map(count -> Arrays.asList(
                                table.rows().get(count.row()).get(0),
                                cluster(page, table.columns().get(count.column() + 1)),
                                Words.count(count.images())))
                        .toList());
    }
}
