package org.clade.api.task;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.osgi.annotation.versioning.ConsumerType;

/** A self-learning task: one loss, to be minimised. */
@ConsumerType
public interface LossTask extends Part {

    /** {@return the signals it must have} */
    Set<Signal> reads(Settings settings);

    /** {@return the signals it takes in where the network emits them, none by default} */
    default Set<Signal> alsoReads(Settings settings) {
        return Set.of();
    }

    /** {@return the kinds of target it must have, none by default} */
    default Set<TargetKind> targets(Settings settings) {
        return Set.of();
    }

    /**
     * How many rows of the predictions belong to one image; the training view must make so many images of each.
     *
     * @param settings the task's options
     * @return 1 by default
     */
    default int copies(Settings settings) {
        return 1;
    }

    /**
     * Computes the loss.
     *
     * @param step a minibatch
     * @return a scalar, finite for finite input; gradient flows into {@link #reads} and {@link #alsoReads} alone
     */
    NDArray loss(Step step);
}
