package org.clade.cluster.edit;

import java.util.Arrays;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Predictions;

/** The images of a cluster are in no cluster any more. */
record DropEdit(int cluster) implements ClusterEdit {

    @Override
    public void apply(ClusterState state) {
        state.check(cluster);
        if (Arrays.stream(state.clusters()).allMatch(own -> own == cluster || own == ClusterEdits.DROPPED)) {
            throw new RefusedException(
                    "Cluster %s cannot be dropped, as no other cluster has images; clusters:undo takes back an earlier edit."
                            .formatted(cluster));
        }
        state.end(cluster, ClusterEdits.DROPPED);
    }

    @Override
    public void repeat(ClusterState state, Predictions seen) {
        state.end(cluster, ClusterEdits.DROPPED); // of other images all may be in this cluster
    }

    @Override
    public String sentence() {
        return "Cluster %s was dropped; its images are in no cluster now.".formatted(cluster);
    }
}
