package org.clade.run.training;

import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * A run's state at one moment, as a checkpoint holds it. Arrays may be the run's own, so write it before the next step.
 *
 * @param numbers all state except arrays
 * @param network writes the weights and the batch statistics
 * @param optimizer the optimizer's state; empty if it has none
 * @param sessions the state of each phase's target session
 * @param targets the targets of the large batch in training, named by kind; empty if there are none
 */
record TrainingSnapshot(
        CheckpointState numbers,
        NetworkWriter network,
        NDList optimizer,
        Map<String, NDList> sessions,
        NDList targets) {

    /** Writes a network. */
    @FunctionalInterface
    interface NetworkWriter {

        /** Writes it; the stream stays open. */
        void write(OutputStream out) throws IOException;
    }
}
