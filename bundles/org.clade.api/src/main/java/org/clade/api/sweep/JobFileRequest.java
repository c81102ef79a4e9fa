package org.clade.api.sweep;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request for the file with which a scheduler starts workers of a sweep.
 *
 * @param folder the sweep's folder, at the same path on all machines
 * @param scheduler the scheduler
 * @param workers workers, each for one trial at a time; at least 1
 * @param minutes the longest time of a worker; empty for the scheduler's default
 * @param gigabytes memory of a worker; empty for the scheduler's default
 * @param gpus GPUs of a worker, 0 for none
 * @param partition Slurm's partition; empty for the default
 * @param image a container image with the product in {@code /opt/clade}; Kubernetes needs one
 * @param claim the persistent volume claim that holds the sweep's folder, for Kubernetes
 */
public record JobFileRequest(
        Path folder,
        JobScheduler scheduler,
        int workers,
        OptionalInt minutes,
        OptionalInt gigabytes,
        int gpus,
        Optional<String> partition,
        Optional<String> image,
        Optional<String> claim) {}
