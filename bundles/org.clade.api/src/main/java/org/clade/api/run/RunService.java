package org.clade.api.run;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Starts runs and finds old ones. One run trains at a time in a process. */
@ProviderType
public interface RunService {

    /**
     * Starts a run in the background.
     *
     * @param request what to do
     * @return the run
     * @throws org.clade.api.part.RefusedException where the variant, the data or their fit is refused, or another run is
     *     going on; no run folder is left then
     */
    RunHandle start(RunRequest request);

    /**
     * Checks whether a run could compute as asked, before anything is read.
     *
     * @param request the precision and the device that count
     * @throws org.clade.api.part.RefusedException if this machine does not have them
     */
    void check(RunRequest request);

    /**
     * Goes on with a run from its last whole checkpoint.
     *
     * @param folder the run's folder
     * @return the run, going on in the same folder
     * @throws org.clade.api.part.RefusedException where there is no run or no checkpoint, or the run is finished
     */
    RunHandle resume(Path folder);

    /**
     * Opens a run to ask its network. It need not be finished; the newest checkpoint counts.
     *
     * @param folder the run's folder
     * @return the run, closed by the caller
     * @throws org.clade.api.part.RefusedException where there is no run or no checkpoint, where its images are gone or are
     *     others than it was trained on, or where a part of its recipe is missing
     */
    TrainedRun open(Path folder);

    /** {@return the runs of this process, the latest last} */
    List<RunHandle> runs();

    /**
     * Finds run folders.
     *
     * @param root the folder that runs are made in
     * @return a report for every run folder below it, by time; a run that did not end has an empty summary
     */
    List<RunReport> list(Path root);
}
