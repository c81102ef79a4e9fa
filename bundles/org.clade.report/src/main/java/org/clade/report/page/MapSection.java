package org.clade.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.base.text.Counted;
import org.clade.report.figure.EmbeddingMap;
import org.clade.report.folder.CsvTable;

/** The map of the features of some images. */
final class MapSection {

    private static final int NAME_LENGTH = 160;
    private static final double DIGITS = 1000;

    private MapSection() {}

    static void add(Page page) {
        page.files()
                .table("figures/map.csv")
                .filter(table -> !table.rows().isEmpty())
                .ifPresent(table -> page.pictures().address("map.jpg").ifPresent(address -> add(page, table, address)));
    }

    private static void add(Page page, CsvTable table, String address) {
        page.put("mapSprite", address);
        int count = table.rows().size();
        Map<String, Object> map = new LinkedHashMap<>();
        int[] clusters =
                Arrays.stream(table.numbers("cluster")).mapToInt(n -> (int) n).toArray();
        double[] confidence = table.numbers("confidence");
        map.put("x", rounded(table.numbers("x")));
        map.put("y", rounded(table.numbers("y")));
        map.put("clusters", clusters);
        map.put("confidence", rounded(confidence));
        map.put(
                "images",
                table.column("image").stream()
                        .map(name -> Words.shortened(name, NAME_LENGTH))
                        .toList());
        map.put(
                "order",
                IntStream.range(0, count)
                        .boxed()
                        .sorted(Comparator.<Integer>comparingInt(i -> clusters[i])
                                .thenComparing(Comparator.comparingDouble(i -> -confidence[i])))
                        .toList());
        List<String> labels = table.column("label");
        boolean labeled = labels.stream().noneMatch(String::isEmpty);
        if (labeled) {
            List<String> classes =
                    new ArrayList<>(labels.stream().distinct().sorted().toList());
            map.put("classes", classes);
            map.put("labels", labels.stream().map(classes::indexOf).toList());
        }
        map.put(
                "sprite",
                Map.of("columns", EmbeddingMap.COLUMNS, "width", (int) table.number(0, "width"), "height", (int)
                        table.number(0, "height")));
        page.data("map", map);
        page.put(
                "map",
                Map.of(
                        "sentence",
                        "%s in two dimensions, by t-SNE of the network's features: what is near looks alike to the network. Distances between groups mean little."
                                .formatted(Counted.of(count, "image")),
                        "byClass",
                        labeled));
        page.section("map-section", "Map");
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values)
                .map(value -> Math.round(value * DIGITS) / DIGITS)
                .toArray();
    }
}
