package org.clade.api.table;

/** What computes a cell. */
public enum CellSource {
    /** A run's evaluation. */
    RUN,
    /** A classical method on the pixels. */
    PIXELS,
    /** A classical method on the label features of a run (DAC, Table 3). */
    FEATURES,
    /** K-means and a linear classifier on the features of a run (MMDC, Table IV). */
    PROBE;

    /** {@return whether it needs a run} */
    public boolean trains() {
        return this != PIXELS;
    }
}
