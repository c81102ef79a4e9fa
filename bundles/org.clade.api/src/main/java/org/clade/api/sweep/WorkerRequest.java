package org.clade.api.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * How a worker joins a sweep.
 *
 * @param folder the sweep's folder
 * @param jobs trials at once, at least 1
 * @param devices GPUs such as {@code gpu:0}, each for one trial at a time; {@code auto} alone for those of the machine; empty if
 *     trials choose for themselves
 * @param leave whether the worker ends when no trial waits, instead of waiting for the trials of other workers
 */
public record WorkerRequest(Path folder, int jobs, List<String> devices, boolean leave) {

    /** Copies the list. */
    public WorkerRequest {
        devices = List.copyOf(devices);
    }
}
