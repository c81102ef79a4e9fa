package org.clade.api.sweep;

import java.util.Map;
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

    /**
     * Called when a trial on another machine has evaluated its clusters.
     *
     * @param trial the trial
     * @param metrics what it has measured, by the names of {@code metrics.jsonl}, such as {@code epoch} and {@code acc}
     */
    default void measured(TrialReport trial, Map<String, Double> metrics) {}
}
