package org.clade.api.target;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * A strategy at work in one run. State that outlives a batch (DAC's thresholds, MMDC's table of assigned targets) lives
 * here and can be saved, which is what makes a resumed run equal to one that was never cut.
 */
public interface TargetSession extends AutoCloseable {

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
    default Map<String, Double> readings() {
        return Map.of();
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
