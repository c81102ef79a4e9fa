package org.clade.sweep.state;

/**
 * How an attempt at a trial ended, as the file of its result or failure says.
 *
 * @param trial the id of the trial
 * @param attempt the number of the attempt, from 1
 * @param worker who ended it
 * @param run the folder of the run, relative to the sweep's; empty for a failure
 * @param seconds how long the attempt took
 * @param code the exit code of the process
 * @param failure what went wrong; empty for a result
 */
public record TrialEnd(
        String trial, int attempt, String worker, String run, double seconds, int code, String failure) {}
