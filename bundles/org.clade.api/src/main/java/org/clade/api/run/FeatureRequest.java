package org.clade.api.run;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Which features to evaluate, and how.
 *
 * @param run the folder of a run
 * @param epochs passes of the linear classifier over its training images; MMDC has 100
 * @param augment whether the classifier learns from the training view of the recipe's last phase, drawn again for each
 *     minibatch, as in MMDC; otherwise it learns from the clean view, computed once
 * @param seed decides everything random; empty for the run's seed
 */
public record FeatureRequest(Path run, int epochs, boolean augment, OptionalLong seed) {

    /** {@return a request for MMDC's evaluation, Table IV} */
    public static FeatureRequest of(Path run) {
        return new FeatureRequest(run, 100, true, OptionalLong.empty());
    }
}
