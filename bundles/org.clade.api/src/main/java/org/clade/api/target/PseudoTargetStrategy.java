package org.clade.api.target;

import java.util.Set;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns the network's own predictions over a large batch into targets to learn from. */
@ConsumerType
public interface PseudoTargetStrategy extends Part {

    /** {@return the kinds of target that come out under these settings} */
    Set<TargetKind> provides(Settings settings);

    /** {@return the signals that are needed of the network in evaluation mode; none if it is not to be asked} */
    Set<Signal> reads(Settings settings);

    /**
     * Opens a session for a run.
     *
     * @param request what for
     * @return the session, closed by the caller
     */
    TargetSession open(TargetRequest request);
}
