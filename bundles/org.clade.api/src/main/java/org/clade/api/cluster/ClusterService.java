package org.clade.api.cluster;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.run.Job;
import org.osgi.annotation.versioning.ProviderType;

/** Clusters a folder of images, from its files to folders of links that people look through. */
@ProviderType
public interface ClusterService {

    /**
     * Looks at a folder and chooses how to cluster it. Nothing is written.
     *
     * @param request what to cluster, and how
     * @return the plan
     * @throws org.clade.api.part.RefusedException if the folder cannot be clustered: it is not there, holds no images that can
     *     be read, too few of them or the same one all over, or a part of the request does not fit them
     */
    ClusterPlan plan(ClusterRequest request);

    /**
     * Starts to cluster a folder in the background. The run folder gets, next to what every run leaves, {@code clusters/<n>/} with
     * the images of each cluster, {@code contact-sheets/<n>.png}, {@code skipped.csv}, {@code duplicates.csv} and
     * {@code outliers.csv} if they can be found in a twentieth of the time, and {@code counts.csv} if numbers of clusters were compared. A range of numbers takes two runs: a first one whose features the numbers are compared on, and one
     * with the recommended number.
     *
     * @param plan how
     * @return the work; its folder is that of the run that is going on
     * @throws org.clade.api.part.RefusedException as {@link org.clade.api.run.RunService#start}
     */
    Job<ClusterReport> start(ClusterPlan plan);

    /**
     * Compares numbers of clusters on the features of a run, and writes {@code counts.csv} into its folder.
     *
     * @param run the run's folder
     * @param range the numbers; empty for those around the run's own
     * @param done told each number when it is measured
     * @return what was measured, and the advice
     * @throws org.clade.api.part.RefusedException if the run cannot be opened, or has no more images than {@code range.to()}
     */
    CountResult count(Path run, Optional<CountRange> range, IntConsumer done);
}
