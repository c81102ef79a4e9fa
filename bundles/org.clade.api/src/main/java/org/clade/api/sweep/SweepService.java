package org.clade.api.sweep;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Makes sweeps and works on them. */
@ProviderType
public interface SweepService {

    /**
     * Checks all trials and writes the folder of a sweep. If anything is refused, nothing is written.
     *
     * @param request the sweep
     * @throws org.clade.api.part.RefusedException if a variant, a key, or the data is refused, or if the folder is not empty
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
     * Joins a sweep.
     *
     * @param folder its folder
     * @param jobs trials at once, at least 1
     * @return the worker, which has not begun
     * @throws org.clade.api.part.RefusedException if the folder holds no sweep, if another build of Clade made it, or if the
     *     machine has too few processors
     */
    SweepWorker worker(Path folder, int jobs);

    /**
     * Looks at a sweep.
     *
     * @param folder its folder
     * @return how far it is
     * @throws org.clade.api.part.RefusedException if the folder holds no sweep
     */
    SweepReport report(Path folder);
}
