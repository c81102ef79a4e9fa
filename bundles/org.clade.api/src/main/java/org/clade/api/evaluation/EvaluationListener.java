package org.clade.api.evaluation;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives every evaluation of every run, on the run's own thread; register it as a service (whiteboard). The run waits
 * until the method returns. Clade logs an exception from a listener; it does not affect the run.
 */
@ConsumerType
public interface EvaluationListener {

    /**
     * Called at an evaluation during a run, after the metrics are written to the run's folder.
     *
     * @param run the current output of the network; valid until the method returns
     * @param point the position of the run
     */
    void onEvaluation(EvaluatedRun run, EvaluationPoint point);

    /**
     * Called when a trained run has assigned new images, after all files of the prediction are written.
     *
     * @param prediction the output of the network; valid until the method returns
     */
    void onPrediction(EvaluatedRun prediction);
}
