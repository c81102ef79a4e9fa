package org.clade.api.run;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Replaces loss tasks, pseudo-target strategies and image operations of active runs. */
@ProviderType
public interface PartSwaps {

    /** The name for the active run. */
    String LATEST = "latest";

    /**
     * Asks a run to use other parts from its next large batch on. Replace several at once if the new parts only fit each other.
     *
     * @param run the run's id, a unique part of it, or {@link #LATEST}
     * @param replacements the old and new parts
     * @return the swap
     * @throws org.clade.api.part.RefusedException if the run or a part does not exist, if a part has weights, or if the
     *     new parts do not fit; the run then continues unchanged
     */
    PartSwap swap(String run, List<Replacement> replacements);
}
