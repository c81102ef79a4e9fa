package org.clade.api.table;

/** A form of a table for other programs. */
public enum TableForm {
    /** GitHub's Markdown, a line for each row, column and statistic. */
    MARKDOWN,
    /** Comma-separated values, a line for each number. */
    CSV,
    /** LaTeX with the package booktabs, a line for each row, column and statistic. */
    LATEX,
    /** JSON, an object for each number. */
    JSON
}
