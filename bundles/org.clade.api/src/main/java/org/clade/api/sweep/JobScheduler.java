package org.clade.api.sweep;

/** A scheduler of a cluster of machines. */
public enum JobScheduler {
    /** Slurm: an array job. */
    SLURM,
    /** Kubernetes 1.33 or newer: an Indexed Job. */
    KUBERNETES
}
