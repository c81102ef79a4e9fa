package org.clade.cluster.edit;

import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;

/** One edit of clusters, with all that is needed to repeat it. Its components are the members of a line of the file. */
sealed interface ClusterEdit permits NameEdit, MergeEdit, SplitEdit, DropEdit {

    /**
     * Makes the edit on the run's own images.
     *
     * @throws RefusedException where it is not possible; the state is as it was then
     */
    void apply(ClusterState state);

    /**
     * Repeats the edit on other images.
     *
     * @param state the clusters of the images
     * @param seen what the network says of them
     */
    default void repeat(ClusterState state, Predictions seen) {
        apply(state);
    }

    /** {@return the signal that {@link #repeat} reads} */
    default Optional<Signal> needed() {
        return Optional.empty();
    }

    /** {@return the greatest number of a cluster that it made, -1 where it made none} */
    default int highest() {
        return -1;
    }

    /** {@return what it did, in one sentence} */
    String sentence();
}
