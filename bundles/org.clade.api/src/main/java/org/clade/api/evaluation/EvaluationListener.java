package org.clade.api.evaluation;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of every evaluation of every run, on the run's own thread; register it as a service (whiteboard). The run waits until
 * the method returns. What a listener throws is logged and changes nothing of the run.
 */
@ConsumerType
public interface EvaluationListener {

    /**
     * Told of an evaluation while a run trains. The metrics of the evaluation are in the run's folder already.
     *
     * @param run what the network says of the images now; not to be used after the method returns
     * @param point where the run stands
     */
    void onEvaluation(EvaluatedRun run, EvaluationPoint point);

    /**
     * Told that a trained run has assigned other images. All files of the prediction are in its folder already.
     *
     * @param prediction what the network says of the images; not to be used after the method returns
     */
    void onPrediction(EvaluatedRun prediction);
}
