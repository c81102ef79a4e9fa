package org.clade.run.training;

import java.util.Map;
import java.util.function.IntConsumer;
import org.clade.api.target.TargetSession;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.TrainingPosition;

/** Told how training goes, on the loop's thread. It changes nothing in the loop. */
public interface TrainingListener {

    /**
     * Inference on clean images begins.
     *
     * @param stage what it is for
     * @param images how many images
     * @param planned whether the plan of the run counts them
     * @return told how many more images are done
     */
    IntConsumer inferenceStarted(String stage, int images, boolean planned);

    /**
     * The steps of a large batch begin.
     *
     * @param index the large batch
     * @param position how far the run is
     * @param done steps done
     * @param total steps in all
     */
    void stepsStarted(BatchIndex index, TrainingPosition position, int done, int total);

    /**
     * A step is done.
     *
     * @param done steps of the large batch that are done
     * @param sessions the target sessions by phase
     */
    void stepDone(int done, Map<String, TargetSession> sessions);

    /**
     * A large batch is done.
     *
     * @param position how far the run is
     */
    void batchDone(TrainingPosition position);

    /**
     * An evaluation is due.
     *
     * @param state how far the run is; where training is over, the evaluation may not be left out
     * @return whether it was made
     */
    boolean evaluate(BoundaryState state);

    /**
     * All that is due between two large batches was done, and the decision is to train on or to finish: a good moment for a
     * checkpoint.
     *
     * @param state how far the run is
     * @param epochEnd whether an epoch ended
     */
    void boundary(BoundaryState state, boolean epochEnd);
}
