package org.clade.report.page;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.clade.api.cluster.RunComparison;
import org.clade.api.metric.ClusterScores;
import org.clade.base.file.AtomicFile;
import org.clade.base.text.Counted;
import org.clade.picture.Thumbnails;

/** The page of a comparison: one file with everything in it. */
public final class ComparisonPage {

    private static final int MOST_CLUSTERS = 30;
    private static final int MOST_MOVES = 24;

    /** Darkest background behind a number, so that it stays readable in the light and in the dark. */
    private static final double DARKEST = 0.45;

    private final RunComparison comparison;
    private final MovedImages images;
    private final Map<String, Object> model = new LinkedHashMap<>();

    private ComparisonPage(RunComparison comparison, MovedImages images) {
        this.comparison = comparison;
        this.images = images;
    }

    /**
     * Writes a page.
     *
     * @param comparison what it shows
     * @param images pictures of images that moved
     * @param file the page
     */
    public static void write(RunComparison comparison, MovedImages images, Path file) {
        AtomicFile.makeFolder(file.toAbsolutePath().getParent());
        AtomicFile.write(file, new ComparisonPage(comparison, images).html());
    }

    private String html() {
        model.put("title", "Two results compared");
        model.put("first", comparison.first());
        model.put("second", comparison.second());
        model.put("tiles", tiles());
        left().ifPresent(sentence -> model.put("left", sentence));
        model.put("kept", kept());
        model.put(
                "matrix",
                small()
                        ? matrix()
                        : PageTable.of(
                                "Where most of the moved images went",
                                "words",
                                List.of("from", "to", "images"),
                                largest()));
        model.put("moves", moves());
        model.put("hasMoves", !comparison.moves().isEmpty());
        return PageTemplate.fill("compare.mustache", model, Map.of("kept", bars()));
    }

    private List<Map<String, String>> tiles() {
        ClusterScores scores = comparison.scores();
        return List.of(
                tile("images in both", Words.count(comparison.images())),
                tile("NMI", Words.number(scores.get(ClusterScores.NMI))),
                tile("ARI", Words.number(scores.get(ClusterScores.ARI))),
                tile(
                        "images that moved",
                        "%s (%s%%)"
                                .formatted(
                                        Words.count(comparison.moved()),
                                        Words.tenths(100.0 * comparison.moved() / comparison.images()))));
    }

    private static Map<String, String> tile(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    private Optional<String> left() {
        int left = comparison.onlyFirst() + comparison.onlySecond();
        return left == 0
                ? Optional.empty()
                : Optional.of("%s are only in the first and %s only in the second; they do not count."
                        .formatted(Counted.of(comparison.onlyFirst(), "image"), Words.count(comparison.onlySecond())));
    }

    private static String name(RunComparison.Destination cluster) {
        return cluster.name().isBlank()
                ? "cluster " + cluster.cluster()
                : cluster.name() + " (" + cluster.cluster() + ")";
    }

    private Map<String, Object> bars() {
        List<RunComparison.Destination> clusters = comparison.clusters();
        return Map.of(
                "clusters",
                clusters.stream().map(ComparisonPage::name).toList(),
                "kept",
                clusters.stream().map(RunComparison.Destination::kept).toList(),
                "moved",
                clusters.stream()
                        .map(cluster -> cluster.images() - cluster.kept())
                        .toList());
    }

    private PageChart kept() {
        return new PageChart(
                "kept",
                "images that stayed",
                "Images of each cluster of the first that are in the matching cluster of the second, and images that moved.",
                "low",
                false,
                PageTable.of(
                        "Clusters of the first",
                        "",
                        List.of("cluster", "images", "matches", "stayed", "moved"),
                        comparison.clusters().stream()
                                .map(cluster -> List.of(
                                        name(cluster),
                                        Words.count(cluster.images()),
                                        cluster.match() < 0 ? "none" : "cluster " + cluster.match(),
                                        Words.count(cluster.kept()),
                                        Words.count(cluster.images() - cluster.kept())))
                                .toList()));
    }

    /** {@return the clusters of the second, those that match first, in the order of their matches} */
    private Set<Integer> columns() {
        Set<Integer> columns = new LinkedHashSet<>();
        comparison.clusters().stream()
                .map(RunComparison.Destination::match)
                .filter(match -> match >= 0)
                .forEach(columns::add);
        comparison.clusters().stream()
                .flatMap(cluster -> cluster.to().stream())
                .map(RunComparison.Share::cluster)
                .sorted()
                .forEach(columns::add);
        return columns;
    }

    private boolean small() {
        return comparison.clusters().size() <= MOST_CLUSTERS && columns().size() <= MOST_CLUSTERS;
    }

    private PageTable matrix() {
        Set<Integer> columns = columns();
        List<PageTable.Row> rows = new ArrayList<>();
        for (RunComparison.Destination cluster : comparison.clusters()) {
            Map<Integer, Integer> shares = cluster.to().stream()
                    .collect(Collectors.toMap(RunComparison.Share::cluster, RunComparison.Share::images));
            List<PageTable.Cell> cells = columns.stream()
                    .map(column -> {
                        int count = shares.getOrDefault(column, 0);
                        return new PageTable.Cell(
                                Words.count(count),
                                String.format(Locale.ROOT, "%.2f", DARKEST * count / Math.max(1, cluster.images())),
                                column == cluster.match());
                    })
                    .toList();
            rows.add(new PageTable.Row(name(cluster), cells));
        }
        List<String> headings = new ArrayList<>(List.of("first"));
        columns.forEach(column -> headings.add(String.valueOf(column)));
        return new PageTable(
                "Images of each cluster of the first in each cluster of the second", "matrix", headings, rows);
    }

    private List<List<String>> largest() {
        return comparison.moves().stream()
                .limit(MOST_CLUSTERS)
                .map(move -> List.of("cluster " + move.from(), "cluster " + move.to(), Words.count(move.images())))
                .toList();
    }

    private List<Map<String, Object>> moves() {
        return comparison.moves().stream()
                .limit(MOST_MOVES)
                .map(move -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    String title = "Cluster %s to cluster %s".formatted(move.from(), move.to());
                    shown.put("title", title);
                    shown.put("line", Counted.of(move.images(), "image"));
                    shown.put("files", move.examples());
                    images.strip(move.examples()).ifPresent(strip -> {
                        shown.put("picture", address(strip));
                        shown.put("width", strip.getWidth());
                        shown.put("height", strip.getHeight());
                        shown.put(
                                "alt",
                                "Images that moved from cluster %s to cluster %s".formatted(move.from(), move.to()));
                    });
                    return shown;
                })
                .toList();
    }

    private static String address(BufferedImage picture) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(Thumbnails.jpeg(picture));
    }
}
