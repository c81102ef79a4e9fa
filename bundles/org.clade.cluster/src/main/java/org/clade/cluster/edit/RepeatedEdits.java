package org.clade.cluster.edit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;

/**
 * Edits for other images.
 *
 * @param k how many clusters the network has
 * @param edits the edits in order
 * @param names the names of the clusters after them
 * @param checksum the SHA-256 of their file
 */
record RepeatedEdits(int k, List<ClusterEdit> edits, SortedMap<Integer, String> names, String checksum)
        implements ClusterEdits {

    @Override
    public Set<Signal> signals() {
        return edits.stream().map(ClusterEdit::needed).flatMap(Optional::stream).collect(Collectors.toSet());
    }

    @Override
    public int[] repeat(int[] clusters, Predictions seen) {
        ClusterState state = new ClusterState(k, clusters);
        edits.forEach(edit -> edit.repeat(state, seen));
        return state.clusters();
    }

    @Override
    public String name(int cluster) {
        return names.getOrDefault(cluster, "");
    }
}
