package org.clade.api.table;

import org.clade.api.statistics.Selection;

/**
 * How the numbers of a table came about.
 *
 * @param runs how many runs each number is of; 1 if the paper does not say
 * @param selection which evaluation of a run counts
 * @param nmi which mean normalizes the mutual information, {@code geometric} or {@code arithmetic}
 * @param text all of it in words
 */
public record TableProtocol(int runs, Selection selection, String nmi, String text) {}
