package org.clade.api.target;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A strategy at work in one run. State that outlives a batch (DAC's thresholds, MMDC's table of assigned targets) lives
 * here and can be saved, which is what makes a resumed run equal to one that was never cut.
 */
@ConsumerType
public interface TargetSession extends AutoCloseable {

    /**
     * Whether all images are to be looked at before an epoch; then {@link #observeAll} is called.
     *
     * @param epoch the epoch about to begin, from 0
     * @return false by default
     */
    default boolean needsFullPass(int epoch) {
        return false;
    }

    /**
     * Takes in what the network says of all images, as MMDC's refinement stage does.
     *
     * @param context all images, the epoch about to begin, and predictions of the signals that the strategy reads
     */
    default void observeAll(TargetContext context) {}

    /**
     * Whether the network is to be asked about the large batches of an epoch.
     *
     * @param epoch the epoch, from 0
     * @return true by default; where false, {@link #compute} gets empty predictions
     */
    default boolean needsPredictions(int epoch) {
        return true;
    }

    /**
     * Computes the targets of a large batch.
     *
     * @param context the batch and what the network says of it
     * @return the targets, attached to the context's manager, detached from any gradient
     */
    Targets compute(TargetContext context);

    /**
     * Told after each epoch; schedules move here.
     *
     * @param epoch the epoch that ended, from 0
     */
    default void epochEnded(int epoch) {}

    /** {@return numbers worth a column in the metrics, such as thresholds, by name} */
    default Map<String, Double> diagnostics() {
        return Map.of();
    }

    /**
     * The points that stand for the clusters where a prediction is the nearest of them (MMDC Eq. 3).
     *
     * @param manager holds the result
     * @return K×D, or nothing where an image's cluster is its greatest label feature
     */
    default Optional<NDArray> centroids(NDManager manager) {
        return Optional.empty();
    }

    /**
     * Writes down the state.
     *
     * @param manager holds the copies
     * @return named arrays, none where there is no state
     */
    default NDList save(NDManager manager) {
        return new NDList();
    }

    /**
     * Takes up a state that was written down.
     *
     * @param state what {@link #save} gave
     */
    default void restore(NDList state) {}

    /** Frees the state. */
    @Override
    default void close() {}
}
