package org.clade.api.cluster;

import java.util.Set;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.osgi.annotation.versioning.ProviderType;

/** The edits of a run's clusters, for images outside its training images. */
@ProviderType
public interface ClusterEdits {

    /** The cluster number of an image from a dropped cluster. */
    int DROPPED = -1;

    /** {@return the SHA-256 of the edits: others have another} */
    String checksum();

    /** {@return the signals that splits need; empty if no cluster was split} */
    Set<Signal> signals();

    /**
     * Repeats the edits: merges and drops by the cluster of an image, splits by the nearest center.
     *
     * @param clusters the network's cluster of each image
     * @param seen the {@link #signals}, a row for each image
     * @return the cluster of each image after the edits, or {@link #DROPPED}
     */
    int[] repeat(int[] clusters, Predictions seen);

    /**
     * Names a cluster.
     *
     * @param cluster a cluster after the edits, or {@link #DROPPED}
     * @return its name; empty if it has none
     */
    String name(int cluster);
}
