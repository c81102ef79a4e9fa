package org.clade.api.sweep;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told what becomes of the trials of a sweep, on the worker's thread. */
@ConsumerType
public interface SweepListener {

    /**
     * Called when this worker has begun a trial.
     *
     * @param trial the trial
     */
    void started(TrialReport trial);

    /**
     * Called when a trial has ended, by whichever worker.
     *
     * @param trial the trial
     * @param report all trials
     */
    void ended(TrialReport trial, SweepReport report);
}
