package org.clade.api.cluster;

import java.util.List;

/**
 * The clusters of a run with the edits of a person.
 *
 * @param run the run's folder
 * @param edit the edit that was made or taken back last, in one sentence; empty if there was none
 * @param edits how many edits count
 * @param images how many images the run has
 * @param dropped how many of them are in no cluster any more
 * @param clusters the clusters by number, those without images too
 */
public record EditedClusters(
        String run, String edit, int edits, int images, int dropped, List<EditedCluster> clusters) {

    /** Copies the list. */
    public EditedClusters {
        clusters = List.copyOf(clusters);
    }
}
