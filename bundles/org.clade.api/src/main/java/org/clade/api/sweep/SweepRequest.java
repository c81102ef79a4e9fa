package org.clade.api.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * A request for a sweep.
 *
 * @param folder its folder
 * @param trials what is trained
 * @param threads threads of each trial, the same for all workers, because the last digits of results depend on it; 0 for the
 *     processors of this machine divided by {@code jobs}
 * @param jobs trials at once on this machine, whose processors must suffice; 0 if other machines work on it
 * @param devices GPUs that the trials at once on this machine share out, as {@link WorkerRequest} has them; none if other machines
 *     work on it
 * @param retries how often a trial that failed is tried again
 * @param stopOnError whether no further trial begins after one has failed
 */
public record SweepRequest(
        Path folder,
        List<TrialRequest> trials,
        int threads,
        int jobs,
        List<String> devices,
        int retries,
        boolean stopOnError) {

    /** Copies the lists. */
    public SweepRequest {
        trials = List.copyOf(trials);
        devices = List.copyOf(devices);
    }
}
