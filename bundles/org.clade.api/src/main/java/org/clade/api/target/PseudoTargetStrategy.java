package org.clade.api.target;

import java.util.Set;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.osgi.annotation.versioning.ConsumerType;

/** Computes pseudo-targets from the network's own predictions over a large batch. */
@ConsumerType
public interface PseudoTargetStrategy extends Part {

    /** {@return the kinds of target that it provides with these settings} */
    Set<TargetKind> provides(Settings settings);

    /** {@return the signals that it needs from the network in evaluation mode; none if it needs no predictions} */
    Set<Signal> reads(Settings settings);

    /**
     * The signals that a {@linkplain TargetSession#needsFullPass full pass} predicts on all images.
     *
     * @param settings the strategy's options
     * @return by default the same as {@link #reads}
     */
    default Set<Signal> readsOfAll(Settings settings) {
        return reads(settings);
    }

    /**
     * How many companions each image of a large batch has: further images, such as its neighbors, that are predicted and trained
     * together with it. {@link TargetSession#companions} names them.
     *
     * @param settings the strategy's options
     * @return 0 by default
     */
    default int companions(Settings settings) {
        return 0;
    }

    /**
     * Opens a session for a run.
     *
     * @param request what it is built for
     * @return the session; the caller closes it
     */
    TargetSession open(TargetRequest request);
}
