package org.clade.api.run;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Which features are to be evaluated, and how.
 *
 * @param run the folder of a run
 * @param epochs passes of the linear classifier over its training images; MMDC has 100
 * @param augment whether the classifier learns from the training view of the recipe's last phase, drawn anew for each
 *     minibatch, as MMDC has it; else from the clean view, which is looked at only once
 * @param seed decides everything random; empty for that of the run
 */
public record FeatureRequest(Path run, int epochs, boolean augment, OptionalLong seed) {

    /** {@return a request as MMDC evaluates, Table IV} */
    public static FeatureRequest of(Path run) {
        return new FeatureRequest(run, 100, true, OptionalLong.empty());
    }
}
