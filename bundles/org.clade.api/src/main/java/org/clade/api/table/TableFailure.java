package org.clade.api.table;

/**
 * A trial of a table that failed.
 *
 * @param row the row's title
 * @param column the column's title
 * @param seed its seed
 * @param sentence what went wrong
 */
public record TableFailure(String row, String column, long seed, String sentence) {}
