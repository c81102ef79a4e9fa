package org.clade.api.run;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Replaces loss tasks, pseudo-target strategies and image operations of runs that are going on. */
@ProviderType
public interface PartSwaps {

    /** The name that stands for the run that is going on. */
    String LATEST = "latest";

    /**
     * Asks a run to work with other parts from its next large batch on. Several at once are for parts that only fit each
     * other.
     *
     * @param run the run's id, a part of it that fits no other, or {@link #LATEST}
     * @param replacements what shall take the place of what
     * @return the swap
     * @throws org.clade.api.part.RefusedException where there is no such run or part, where a part holds weights, or where
     *     the new parts do not fit; nothing has happened then
     */
    PartSwap swap(String run, List<Replacement> replacements);
}
