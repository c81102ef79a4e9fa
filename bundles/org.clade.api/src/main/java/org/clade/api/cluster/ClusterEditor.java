package org.clade.api.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Names, merges, splits and drops clusters of a run. The network's result, {@code assignments.csv}, stays unchanged:
 * edits are added to {@code cluster-edits.jsonl} in the run's folder, and the edited clusters are written to
 * {@code labels.csv}
 * ({@code image,cluster,name,confidence}). An earlier {@code labels.csv} is kept as {@code labels-<n>.csv}.
 *
 * <p>All methods throw {@link org.clade.api.part.RefusedException}, and change nothing, if the folder has no assignments, if
 * these or the edits are damaged, or if the assignments have changed since the first edit. It also refuses edits while
 * a process writes the run, and of unknown clusters.
 */
@ProviderType
public interface ClusterEditor {

    /**
     * Lists the clusters.
     *
     * @param run the folder of a run
     * @return the clusters with all edits
     */
    EditedClusters clusters(Path run);

    /**
     * Gives a cluster a name.
     *
     * @param run the folder of a run
     * @param cluster the number of a cluster
     * @param name 1 to 64 characters that can be part of a file name; no other cluster of the run has it
     * @return the clusters afterwards
     */
    EditedClusters name(Path run, int cluster, String name);

    /**
     * Puts the images of clusters into one of them, which keeps its number and its name.
     *
     * @param run the folder of a run
     * @param cluster the number of the cluster that stays
     * @param others the numbers of the clusters that become part of it
     * @return the clusters afterwards
     */
    EditedClusters merge(Path run, int cluster, List<Integer> others);

    /**
     * Splits a cluster by k-means on the run's features of its images. The largest part keeps number and name; the others get
     * new numbers.
     *
     * @param run the folder of a run, whose network and images are opened
     * @param cluster the number of a cluster
     * @param into how many parts, 2 or more
     * @return the clusters afterwards
     */
    EditedClusters split(Path run, int cluster, int into);

    /**
     * Takes the images of a cluster out of all clusters.
     *
     * @param run the folder of a run
     * @param cluster the number of a cluster; not the last one with images
     * @return the clusters afterwards
     */
    EditedClusters drop(Path run, int cluster);

    /**
     * Undoes the last active edit.
     *
     * @param run the folder of a run
     * @return the clusters afterwards
     */
    EditedClusters undo(Path run);

    /**
     * The edits of a run, for other images.
     *
     * @param run the folder of a run
     * @return the edits; empty if no edit counts
     */
    Optional<ClusterEdits> edits(Path run);

    /**
     * Lists the images.
     *
     * @param run the folder of a run
     * @return the cluster of each image, with all edits
     */
    ImageLabels labels(Path run);

    /**
     * Writes a folder for each cluster, with all edits, {@code <n>} or {@code <n> <name>}. They appear together, once they are complete.
     *
     * @param run the folder of a run whose images are files
     * @param to the folder that holds them; what was there before is replaced
     * @param mode how the images get into them
     * @return how many images they hold
     * @throws org.clade.api.part.RefusedException if no image file of the run is found
     */
    int folders(Path run, Path to, FileMode mode);
}
