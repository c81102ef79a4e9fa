package org.clade.testkit.check;

import java.util.Locale;

/** The position of a sample in its range. Losses often fail in early training, at collapse and at certainty. */
public enum InputRegime {
    /** Inside the range, all rows different. */
    ORDINARY,
    /** All entries of a row equal, as from an untrained network. */
    UNIFORM,
    /** Certain: exact zeros and ones. */
    ONE_HOT,
    /** Almost certain: entries down to 1e-30. */
    NEAR_ZERO,
    /** Certain, and the same for every image. */
    COLLAPSED;

    /** {@return the name in sentences, {@code one-hot}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
