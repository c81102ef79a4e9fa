package org.clade.api.task;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.osgi.annotation.versioning.ConsumerType;

/** A self-learning task: one loss, to be minimized. */
@ConsumerType
public interface LossTask extends Part {

    /** {@return the signals that it requires} */
    Set<Signal> reads(Settings settings);

    /** {@return the signals that it also reads if the network emits them, none by default} */
    default Set<Signal> alsoReads(Settings settings) {
        return Set.of();
    }

    /** {@return the kinds of target that it requires, none by default} */
    default Set<TargetKind> targets(Settings settings) {
        return Set.of();
    }

    /**
     * How many rows of the predictions belong to one image; the training view and the strategy's
     * {@linkplain org.clade.api.target.PseudoTargetStrategy#companions companions} must make this many of each image.
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
     * @return a scalar, finite for finite input; gradient flows only into {@link #reads} and {@link #alsoReads}
     */
    NDArray loss(Step step);
}
