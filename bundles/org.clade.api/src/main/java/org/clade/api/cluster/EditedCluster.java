package org.clade.api.cluster;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A cluster as a person has left it.
 *
 * @param cluster its number; a number is never given to another cluster of the run
 * @param name what a person called it; empty if it has no name
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
