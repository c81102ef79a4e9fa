package org.clade.run.prediction;

import java.util.List;
import java.util.stream.Stream;
import org.clade.api.cluster.ClusterEdits;
import org.clade.run.folder.AssignmentColumns;
import org.clade.run.inference.Decision;

/**
 * What the network says of an image, and next to it the cluster and its name after the edits of a person; both are empty if the
 * cluster was dropped.
 *
 * @param edits the edits of the run's clusters
 */
public record EditedColumns(ClusterEdits edits) implements AssignmentColumns {

    @Override
    public List<String> names() {
        return Stream.concat(PLAIN.names().stream(), Stream.of("edited_cluster", "name"))
                .toList();
    }

    @Override
    public List<Object> row(String image, Decision decision, int edited) {
        boolean dropped = edited == ClusterEdits.DROPPED;
        return Stream.concat(
                        PLAIN.row(image, decision, edited).stream(),
                        Stream.of(dropped ? "" : edited, dropped ? "" : edits.name(edited)))
                .toList();
    }
}
