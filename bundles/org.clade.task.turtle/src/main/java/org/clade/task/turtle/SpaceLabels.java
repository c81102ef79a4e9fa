package org.clade.task.turtle;

import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;

/** The signal and the target that TURTLE's parts exchange. J is the number of feature spaces. */
final class SpaceLabels {

    /** N×(J·K) probabilities, those of each space sum to 1. */
    static final Signal PROBABILITIES = new Signal("space-probabilities");

    /** M×J×K log-probabilities of the linear classifiers. */
    static final TargetKind CLASSIFIED = new TargetKind("classifier-log-probabilities", TargetKind.Layout.ROWS);

    private SpaceLabels() {}
}
