package org.clade.api.target;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Optional;
import org.clade.api.random.RandomStream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A strategy in one run. It holds the state that outlives a batch (DAC's thresholds, MMDC's table of assigned targets).
 * The state can be saved, so a resumed run is identical to an uninterrupted run.
 */
@ConsumerType
public interface TargetSession extends AutoCloseable {

    /**
     * Whether an epoch needs a full pass first; if so, Clade calls {@link #observeAll}.
     *
     * @param epoch the next epoch, from 0
     * @return false by default
     */
    default boolean needsFullPass(int epoch) {
        return false;
    }

    /**
     * Receives the predictions for all images, as MMDC's refinement stage does.
     *
     * @param context all images, the next epoch, and predictions of the signals that the strategy
     *     {@linkplain PseudoTargetStrategy#readsOfAll reads of all}
     */
    default void observeAll(TargetContext context) {}

    /**
     * Names the companions of the images of a large batch. Called again when a run resumes within a large batch, with the same
     * arguments and the restored state, so the answer must depend on nothing else.
     *
     * @param indices the images' indices in the data set, M of them
     * @param random for this batch alone
     * @return {@link PseudoTargetStrategy#companions} indices for each image, those of an image adjacent
     */
    default int[] companions(int[] indices, RandomStream random) {
        return new int[0];
    }

    /**
     * Whether the large batches of an epoch need predictions.
     *
     * @param epoch the epoch, from 0
     * @return true by default; if false, {@link #compute} gets empty predictions
     */
    default boolean needsPredictions(int epoch) {
        return true;
    }

    /**
     * Computes the targets of a large batch.
     *
     * @param context the batch and its predictions
     * @return the targets, attached to the context's manager, detached from any gradient
     */
    Targets compute(TargetContext context);

    /**
     * Called after each epoch, for example to advance a schedule.
     *
     * @param epoch the epoch that ended, from 0
     */
    default void epochEnded(int epoch) {}

    /** {@return values for columns in the metrics, such as thresholds, by name} */
    default Map<String, Double> diagnostics() {
        return Map.of();
    }

    /**
     * The mean of each cluster, if an image's cluster is the nearest mean (MMDC Eq. 3).
     *
     * @param manager holds the result
     * @return K×D, or nothing if an image's cluster is its greatest label feature
     */
    default Optional<NDArray> centroids(NDManager manager) {
        return Optional.empty();
    }

    /**
     * Saves the state.
     *
     * @param manager holds the copies
     * @return named arrays, none if there is no state
     */
    default NDList save(NDManager manager) {
        return new NDList();
    }

    /**
     * Restores a saved state.
     *
     * @param state what {@link #save} returned
     */
    default void restore(NDList state) {}

    /** Frees the state. */
    @Override
    default void close() {}
}
