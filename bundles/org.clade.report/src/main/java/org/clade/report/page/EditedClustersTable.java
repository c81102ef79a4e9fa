package org.clade.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.clade.report.folder.CsvTable;
import org.clade.report.folder.RunFiles;

/** The clusters as a person has left them, {@code labels.csv} next to {@code assignments.csv}. */
final class EditedClustersTable {

    /** The images of one cluster. */
    private static final class Group {
        private final TreeSet<Integer> network = new TreeSet<>();
        private String name = "";
        private long images;
        private double confidence;
    }

    private EditedClustersTable() {}

    /** {@return the table, where the file has a row for each image} */
    static Optional<PageTable> of(RunFiles files) {
        return files.table("labels.csv")
                .filter(labels ->
                        labels.columns().contains("image") && !labels.rows().isEmpty())
                .map(labels -> of(labels, files.table("assignments.csv")));
    }

    private static PageTable of(CsvTable labels, Optional<CsvTable> assignments) {
        List<String> clusters = labels.column("cluster");
        List<String> names = labels.column("name");
        double[] confidence = labels.numbers("confidence");
        double[] network = assignments.map(table -> table.numbers("cluster")).orElse(new double[0]);
        Map<String, Group> groups =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        for (int i = 0; i < clusters.size(); i++) {
            Group group = groups.computeIfAbsent(clusters.get(i), cluster -> new Group());
            group.name = names.get(i);
            group.images++;
            group.confidence += confidence[i];
            if (i < network.length) {
                group.network.add((int) network[i]);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        groups.forEach((cluster, group) -> rows.add(List.of(
                cluster.isEmpty() ? "none" : cluster,
                group.name,
                Words.count(group.images),
                Words.score((double) group.images / clusters.size()),
                Words.score(group.confidence / group.images),
                group.network.stream().map(String::valueOf).collect(Collectors.joining(", ")))));
        return PageTable.of(
                "Clusters as edited, labels.csv; all else on this page shows the clusters of the network",
                "words",
                List.of("cluster", "name", "images", "share", "mean confidence", "clusters of the network"),
                rows);
    }
}
