package org.clade.api.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** Starts runs and finds old ones. One run trains at a time in a process. */
@ProviderType
public interface RunService {

    /**
     * Starts a run in the background.
     *
     * @param request what to do
     * @return the run
     * @throws org.clade.api.part.RefusedException if the variant or the data is refused, if they do not fit, or if
     *     another run is active; it leaves no run folder
     */
    RunHandle start(RunRequest request);

    /**
     * Checks whether this machine has what a run needs, before the run reads anything.
     *
     * @param request has the precision and the device
     * @throws org.clade.api.part.RefusedException if this machine does not have them
     */
    void check(RunRequest request);

    /**
     * Resumes a run from its last complete checkpoint.
     *
     * @param folder the run's folder
     * @return the run, in the same folder
     * @throws org.clade.api.part.RefusedException if the folder has no run or no checkpoint, or if the run is finished
     */
    RunHandle resume(Path folder);

    /**
     * A request for a run that continues another one from the end of an epoch, with the same images, random streams and order of the
     * data. Parts whose weights fit keep them, others start new.
     *
     * @param variant a variant's name or a recipe file
     * @param folder the folder of the other run
     * @param epoch the epoch, from 1
     * @return a request that {@link #start} takes: images, seed, number of clusters, length, precision and device are those of the
     *     other run
     * @throws org.clade.api.part.RefusedException if the folder has no run, or no checkpoint of the epoch
     */
    RunRequest fork(String variant, Path folder, int epoch);

    /**
     * Opens a run to use its network. The run need not be finished; the newest checkpoint is used.
     *
     * @param folder the run's folder
     * @return the run; the caller closes it
     * @throws org.clade.api.part.RefusedException if the folder has no run or no checkpoint, if its images are missing
     *     or have changed since training, or if a part of its recipe is missing
     */
    TrainedRun open(Path folder);

    /**
     * Opens the network of a run without its images. The run need not be finished; the newest checkpoint is used.
     *
     * @param folder the run's folder
     * @return the network; the caller closes it
     * @throws org.clade.api.part.RefusedException if the folder has no run or no checkpoint, if its images are missing, or if a part of its
     *     recipe is missing
     */
    TrainedNetwork openNetwork(Path folder);

    /**
     * Works on a run's folder while no other process or thread writes it, for files that are added to it.
     *
     * @param <T> the result
     * @param folder the run's folder
     * @param work done at once; what it throws is passed on
     * @return what the work returns
     * @throws org.clade.api.part.RefusedException if this or another process writes the run now
     */
    <T> T exclusively(Path folder, Supplier<T> work);

    /** {@return the runs of this process, the latest last} */
    List<RunHandle> runs();

    /**
     * Finds run folders.
     *
     * @param root the parent folder of run folders
     * @return a report for every run folder below it, by time; a run that did not end has an empty summary
     */
    List<RunReport> list(Path root);
}
