package org.clade.api.sweep;

/**
 * How a process works on a sweep.
 *
 * @param jobs trials at once, at least 1; not more than the machine has processors
 * @param threads threads of each trial; 0 for the processors divided by {@code jobs}
 */
public record WorkerOptions(int jobs, int threads) {}
