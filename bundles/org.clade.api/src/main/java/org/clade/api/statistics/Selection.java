package org.clade.api.statistics;

/** Which evaluation of a run gives its scores. */
public enum Selection {
    /** The last one. It needs no labels. */
    LAST,
    /** The one with the highest accuracy, which labels chose; papers often report this one. */
    BEST
}
