package org.clade.api.cluster;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A cluster with its edits.
 *
 * @param cluster its number; a number is never given to another cluster of the run
 * @param name its name from a user; empty if it has none
 * @param images how many images it has
 * @param share of all images of the run, 0 to 1
 * @param confidence the mean confidence of the network in its own clusters of these images; empty if there are no images
 * @param from the clusters of the network that its images come from, ascending
 */
public record EditedCluster(
        int cluster, String name, int images, double share, OptionalDouble confidence, List<Integer> from) {

    /** Copies the list. */
    public EditedCluster {
        from = List.copyOf(from);
    }
}
