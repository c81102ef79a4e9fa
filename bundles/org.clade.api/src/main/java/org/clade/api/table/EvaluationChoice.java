package org.clade.api.table;

/** Which evaluation of a run counts. */
public enum EvaluationChoice {
    /** The last one. */
    LAST,
    /** The one with the highest accuracy, which needs labels. */
    BEST
}
