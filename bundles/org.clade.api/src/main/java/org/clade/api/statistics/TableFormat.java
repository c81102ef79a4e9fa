package org.clade.api.statistics;

/** A form of a table for other programs. */
public enum TableFormat {
    /** GitHub's Markdown. */
    MARKDOWN,
    /** Comma-separated values, one row for each variant and metric. */
    CSV,
    /** LaTeX, with the package booktabs. */
    LATEX,
    /** A part of an HTML page. */
    HTML
}
