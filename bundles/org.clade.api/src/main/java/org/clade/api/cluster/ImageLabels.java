package org.clade.api.cluster;

import java.util.List;

/**
 * The cluster of each image of a run, with all edits.
 *
 * @param images the name of each image
 * @param clusters the cluster of each image; {@link ClusterEdits#DROPPED} if it is in none
 * @param names the name of each image's cluster; empty if it has none
 * @param confidence the confidence of each image
 */
public record ImageLabels(List<String> images, int[] clusters, List<String> names, float[] confidence) {

    /** Copies the lists. */
    public ImageLabels {
        images = List.copyOf(images);
        names = List.copyOf(names);
    }
}
