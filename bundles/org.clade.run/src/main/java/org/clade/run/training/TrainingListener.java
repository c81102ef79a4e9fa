package org.clade.run.training;

import java.util.Map;
import java.util.function.IntConsumer;
import org.clade.api.target.TargetSession;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.TrainingPosition;

/** Receives the progress of training, on the loop's thread. It changes nothing in the loop. */
public interface TrainingListener {

    /**
     * Called when inference on clean images begins.
     *
     * @param stage what it is for
     * @param images how many images
     * @param planned whether the plan of the run includes them
     * @return receives the number of further images done
     */
    IntConsumer inferenceStarted(String stage, int images, boolean planned);

    /**
     * The steps of a large batch begin.
     *
     * @param index the large batch
     * @param position the position of the run
     * @param done steps done
     * @param total steps in all
     */
    void stepsStarted(BatchIndex index, TrainingPosition position, int done, int total);

    /**
     * Called after each step.
     *
     * @param done steps of the large batch that are done
     * @param sessions the target sessions by phase
     */
    void stepDone(int done, Map<String, TargetSession> sessions);

    /**
     * Called after each large batch.
     *
     * @param position the position of the run
     */
    void batchDone(TrainingPosition position);

    /**
     * Called when an evaluation is due.
     *
     * @param state the state of the run; if training is over, the evaluation must not be skipped
     * @return whether it was done
     */
    boolean evaluate(BoundaryState state);

    /**
     * Called if training ends before the first step after an evaluation, so that it becomes the last one.
     *
     * @param state the state of the run, with the weights that were evaluated
     */
    void evaluationWasLast(BoundaryState state);

    /**
     * Called after all due work between two large batches, if the decision is to continue or to finish: a good moment for a
     * checkpoint.
     *
     * @param state how far the run is
     * @param epochEnd whether an epoch ended
     */
    void boundary(BoundaryState state, boolean epochEnd);
}
