package org.clade.report.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.clade.base.text.Counted;
import org.clade.report.figure.ClusterMembers;
import org.clade.report.folder.CsvTable;
import org.clade.report.folder.RunFiles;

/** How many images each cluster has, and which it is surest and least sure of. */
final class ClustersSection {

    private static final int NAME_LENGTH = 160;

    /** The chart of more clusters than this can be zoomed; report.js knows the number too. */
    private static final int MANY = 20;

    private record Size(String cluster, long images, double share, double confidence) {}

    private ClustersSection() {}

    static void add(Page page) {
        Map<String, Size> sizes = sizes(page.files());
        List<Size> all = List.copyOf(sizes.values());
        page.data(
                "clusters",
                all.stream().map(size -> page.names().of(size.cluster())).toList());
        page.data("sizes", all.stream().map(Size::images).toList());
        page.data(
                "confidence",
                all.stream()
                        .map(size -> Double.isFinite(size.confidence()) ? (Double) size.confidence() : null)
                        .toList());
        page.put(
                "sizesChart",
                new PageChart(
                        "sizes",
                        "sizes of clusters",
                        "How many images each cluster has.",
                        "",
                        all.size() > MANY,
                        PageTable.of(
                                "Sizes of the clusters",
                                "",
                                List.of("cluster", "images", "share", "mean confidence"),
                                all.stream()
                                        .map(size -> List.of(
                                                page.names().of(size.cluster()),
                                                Words.count(size.images()),
                                                Words.score(size.share()),
                                                Words.score(size.confidence())))
                                        .toList())));
        EditedClustersTable.of(page.files()).ifPresent(table -> page.put("editedTable", table));
        cards(page, sizes);
        page.section("clusters", "Clusters");
    }

    private static Map<String, Size> sizes(RunFiles files) {
        Map<String, Size> sizes = new LinkedHashMap<>();
        for (JsonElement element : RunFiles.list(files.summary(), "clusters")) {
            if (element.isJsonObject()) {
                JsonObject each = element.getAsJsonObject();
                sizes.put(
                        RunFiles.text(each, "cluster"),
                        new Size(
                                RunFiles.text(each, "cluster"),
                                (long) RunFiles.number(each, "images").orElse(0),
                                RunFiles.number(each, "share").orElse(Double.NaN),
                                RunFiles.number(each, "confidence").orElse(Double.NaN)));
            }
        }
        return sizes;
    }

    private static void cards(Page page, Map<String, Size> sizes) {
        Optional<CsvTable> members = page.files().table("figures/members.csv");
        if (members.isEmpty()) {
            page.put("clusterCards", List.of());
            page.put("clustersNote", "No pictures of the clusters were drawn.");
            return;
        }
        CsvTable table = members.get();
        Map<Integer, Map<String, List<Integer>>> rows = new TreeMap<>();
        double[] numbers = table.numbers("cluster");
        List<String> strips = table.column("strip");
        for (int row = 0; row < numbers.length; row++) {
            rows.computeIfAbsent((int) numbers[row], cluster -> new LinkedHashMap<>())
                    .computeIfAbsent(strips.get(row), strip -> new ArrayList<>())
                    .add(row);
        }
        List<Map<String, Object>> cards = new ArrayList<>();
        rows.forEach((cluster, of) -> cards.add(card(page, table, cluster, of, sizes.get(cluster.toString()))));
        page.put("clusterCards", cards);
        long used = sizes.values().stream().filter(size -> size.images() > 0).count();
        page.put(
                "clustersNote",
                cards.size() < used
                        ? "The %s largest of %s clusters are shown.".formatted(cards.size(), used)
                        : "Each cluster with the images that the network is surest of and those that it is least sure of.");
    }

    private static Map<String, Object> card(
            Page page, CsvTable table, int cluster, Map<String, List<Integer>> strips, Size size) {
        Map<String, Object> card = new LinkedHashMap<>();
        String name = page.names().of(cluster);
        card.put("number", cluster);
        card.put("title", Character.toUpperCase(name.charAt(0)) + name.substring(1));
        card.put(
                "line",
                size == null
                        ? ""
                        : "%s, mean confidence %s"
                                .formatted(Counted.of(size.images(), "image"), Words.score(size.confidence())));
        List<Map<String, Object>> pictures = new ArrayList<>();
        List<String> files = new ArrayList<>();
        strips.forEach((strip, rows) -> {
            picture(page, table, name, cluster, strip, rows).ifPresent(pictures::add);
            rows.forEach(row -> files.add(file(table, row)));
        });
        card.put("strips", pictures);
        card.put("files", files);
        return card;
    }

    private static String file(CsvTable table, int row) {
        String label = table.text(row, "label");
        return "%s, confidence %s%s"
                .formatted(
                        Words.shortened(table.text(row, "image"), NAME_LENGTH),
                        Words.score(table.number(row, "confidence")),
                        label.isEmpty() ? "" : ", class " + label);
    }

    private static Optional<Map<String, Object>> picture(
            Page page, CsvTable table, String name, int cluster, String strip, List<Integer> rows) {
        String which = strip.equals("surest") ? "surest" : "least sure";
        int columns = Math.min(ClusterMembers.COLUMNS, rows.size());
        int lines = -Math.floorDiv(-rows.size(), ClusterMembers.COLUMNS);
        return page.pictures()
                .address(ClusterMembers.file(cluster, strip))
                .map(address -> Map.of(
                        "picture",
                        address,
                        "width",
                        columns * (int) table.number(rows.get(0), "width"),
                        "height",
                        lines * (int) table.number(rows.get(0), "height"),
                        "alt",
                        "The %s that %s is %s of"
                                .formatted(rows.size() == 1 ? "image" : rows.size() + " images", name, which),
                        "caption",
                        Character.toUpperCase(which.charAt(0)) + which.substring(1)));
    }
}
