package org.clade.api.table;

/** What a comparison of a cell says. */
public enum CellStatus {
    /** The full schedule gives the published number, as far as the spread of the runs can tell. */
    REPRODUCED("reproduced"),
    /** The full schedule differs by no more than the tolerance. */
    WITHIN_TOLERANCE("within tolerance"),
    /** The full schedule differs by more. */
    OUTSIDE_TOLERANCE("outside tolerance"),
    /** Runs were shorter than the paper's, so the numbers need not agree. */
    SHORT_SCHEDULE("short schedule"),
    /** The same on made-up images, because the data set is missing. */
    MADE_UP("short schedule, made-up images"),
    /** The paper has no number here. */
    NOT_PUBLISHED("no published number"),
    /** Clade has no such method; the published number stands alone. */
    AS_PUBLISHED("as published"),
    /** Something is missing; the cell's reason says what. */
    NOT_RUN("not run"),
    /** No run of this cell finished, and at least one failed. */
    FAILED("failed");

    private final String words;

    CellStatus(String words) {
        this.words = words;
    }

    /** {@return the words for users} */
    public String words() {
        return words;
    }
}
