package org.clade.testkit.check;

import java.util.Locale;

/** Where in its range a sample lies. Early training, collapse and certainty are where losses break. */
public enum InputRegime {
    /** Inside the range, no two rows alike. */
    ORDINARY,
    /** Every entry of a row alike, as an untrained network says. */
    UNIFORM,
    /** Certain: exact zeros and ones. */
    ONE_HOT,
    /** All but certain: entries down to 1e-30. */
    NEAR_ZERO,
    /** Certain, and the same for every image. */
    COLLAPSED;

    /** {@return the name as sentences have it, {@code one-hot}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
