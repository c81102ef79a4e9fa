package org.clade.report.folder;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names that a person gave to clusters: the columns {@code cluster} and {@code name} of {@code labels.csv}, which has a row for
 * each image.
 *
 * @param names by the number of the cluster
 */
public record ClusterNames(Map<String, String> names) {

    /** {@return the names in a folder, where there are any} */
    public static ClusterNames of(RunFiles files) {
        Map<String, String> names = new TreeMap<>();
        files.table("labels.csv").ifPresent(table -> {
            List<String> clusters = table.column("cluster");
            List<String> given = table.column("name");
            for (int i = 0; i < clusters.size(); i++) {
                names.put(clusters.get(i), given.get(i));
            }
        });
        return new ClusterNames(names);
    }

    /** {@return a cluster as people call it} */
    public String of(Object cluster) {
        String number = cluster.toString();
        String name = names.getOrDefault(number, "");
        return name.isBlank() ? "cluster " + number : name + " (" + number + ")";
    }
}
