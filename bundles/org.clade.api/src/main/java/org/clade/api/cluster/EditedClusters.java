package org.clade.api.cluster;

import java.util.List;

/**
 * The clusters of a run with a user's edits.
 *
 * @param run the run's folder
 * @param edit the last edit or undo, in one sentence; empty if there was none
 * @param edits how many edits count
 * @param images how many images the run has
 * @param dropped how many of them are no longer in any cluster
 * @param clusters the clusters by number, including empty ones
 */
public record EditedClusters(
        String run, String edit, int edits, int images, int dropped, List<EditedCluster> clusters) {

    /** Copies the list. */
    public EditedClusters {
        clusters = List.copyOf(clusters);
    }
}
