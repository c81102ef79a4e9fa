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
     * Opens a session for a run.
     *
     * @param request what it is built for
     * @return the session; the caller closes it
     */
    TargetSession open(TargetRequest request);
}
