package org.clade.api.table;

import java.util.Locale;

/** How long the runs of a table are. */
public enum TableScale {
    /** A smoke test: a few images for a few steps, made-up images where a data set is missing. */
    TINY,
    /** A schedule that the table states, for a machine without a GPU. */
    SHORT,
    /** The paper's. */
    FULL;

    /** {@return the word for users, such as {@code tiny}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
