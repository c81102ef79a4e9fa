package org.clade.api.sweep;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.members.WorkQueue;
import org.osgi.annotation.versioning.ProviderType;

/** Makes sweeps and works on them. */
@ProviderType
public interface SweepService {

    /**
     * Checks all trials and writes the folder of a sweep. If anything is refused, nothing is written.
     *
     * @param request the sweep
     * @throws org.clade.api.part.RefusedException if a variant, a key, or the data is refused, if two trials are the same, if the
     *     machine has too few processors, if a device is missing, or if the folder is not empty
     */
    void create(SweepRequest request);

    /**
     * Checks that a folder holds the sweep of a request.
     *
     * @param request the sweep
     * @throws org.clade.api.part.RefusedException if the folder holds no sweep, or one of other trials
     */
    void require(SweepRequest request);

    /**
     * Joins a sweep, without devices of its own.
     *
     * @param folder its folder
     * @param jobs trials at once, at least 1
     * @return the worker, which has not begun
     * @throws org.clade.api.part.RefusedException as {@link #worker(WorkerRequest)}
     */
    default SweepWorker worker(Path folder, int jobs) {
        return worker(new WorkerRequest(folder, jobs, List.of(), false));
    }

    /**
     * Joins a sweep.
     *
     * @param request how
     * @return the worker, which has not begun
     * @throws org.clade.api.part.RefusedException if the folder holds no sweep, if another build of Clade made it, if the
     *     machine has too few processors, or if a device is missing
     */
    SweepWorker worker(WorkerRequest request);

    /**
     * Works on a sweep through the members of a cluster: each trial is a process on one of them, and its run folder comes back.
     *
     * @param folder its folder
     * @param queue the cluster; the caller closes it
     * @return the worker, which has not begun
     * @throws org.clade.api.part.RefusedException if the folder holds no sweep, or if another build of Clade made it
     */
    SweepWorker worker(Path folder, WorkQueue queue);

    /**
     * Looks at a sweep.
     *
     * @param folder its folder
     * @return how far it is
     * @throws org.clade.api.part.RefusedException if the folder holds no sweep
     */
    SweepReport report(Path folder);

    /**
     * Looks at the trainings of a sweep that run now, on whichever machine.
     *
     * @param folder its folder
     * @return how far each is, in the order of the trials
     * @throws org.clade.api.part.RefusedException if the folder holds no sweep
     */
    List<TrialProgress> progress(Path folder);

    /**
     * Writes what a scheduler needs to work on a sweep, below {@code jobs/} in its folder. Nothing is submitted.
     *
     * @param request which sweep, and how
     * @return the file
     * @throws org.clade.api.part.RefusedException if the folder holds no sweep, or if the scheduler needs a setting that is missing
     *     or cannot be written
     */
    Path jobFile(JobFileRequest request);

    /**
     * Checks what a scheduler needs before there is a sweep.
     *
     * @param request which sweep, and how
     * @param threads threads of each trial, at least 1
     * @throws org.clade.api.part.RefusedException if the scheduler needs a setting that is missing or cannot be written
     */
    void checkJobFile(JobFileRequest request, int threads);
}
