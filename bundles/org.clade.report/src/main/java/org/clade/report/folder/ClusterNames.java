package org.clade.report.folder;

import java.util.Map;
import java.util.TreeMap;

/**
 * The names that a person gave to clusters, {@code labels.csv} with the columns {@code cluster} and {@code name}.
 *
 * @param names by the number of the cluster
 */
public record ClusterNames(Map<String, String> names) {

    /** {@return the names in a folder, where there are any} */
    public static ClusterNames of(RunFiles files) {
        Map<String, String> names = new TreeMap<>();
        files.table("labels.csv").ifPresent(table -> {
            for (int i = 0; i < table.rows().size(); i++) {
                names.put(table.column("cluster").get(i), table.column("name").get(i));
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
