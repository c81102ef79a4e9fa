package org.clade.cluster.edit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.clade.api.cluster.ClusterEdits;

/**
 * The clusters of a run.
 *
 * @param clusters the cluster of each image by its name, without dropped ones
 * @param names the names of the clusters
 */
public record RunPartition(Map<String, Integer> clusters, SortedMap<Integer, String> names) {

    /**
     * Reads a run.
     *
     * @param run its folder
     * @param edited whether the edits of a person count
     * @return its clusters
     * @throws org.clade.api.part.RefusedException where it has no assignments, or a file is damaged
     */
    public static RunPartition of(Path run, boolean edited) {
        EditedRun read = EditedRun.read(run);
        ClusterState state =
                edited ? read.state() : new ClusterState(read.k(), read.table().clusters());
        Map<String, Integer> clusters = new LinkedHashMap<>();
        for (int i = 0; i < state.clusters().length; i++) {
            if (state.clusters()[i] != ClusterEdits.DROPPED) {
                clusters.put(read.table().images().get(i), state.clusters()[i]);
            }
        }
        return new RunPartition(clusters, state.names());
    }
}
