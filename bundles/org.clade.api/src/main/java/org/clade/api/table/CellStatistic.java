package org.clade.api.table;

import java.util.Locale;

/** A number about the runs of a cell. */
public enum CellStatistic {
    /** The highest value. */
    BEST,
    /** The mean. */
    MEAN,
    /** The sample standard deviation. */
    DEVIATION,
    /** The standard error of the mean. */
    ERROR;

    /** {@return the word for users, such as {@code mean}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether it says how good the runs are, not how far apart} */
    public boolean ofScores() {
        return this == BEST || this == MEAN;
    }
}
