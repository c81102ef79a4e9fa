package org.clade.api.variant;

/**
 * One place where two variants differ.
 *
 * @param key the key of the configuration; a list has a difference for each of its entries
 * @param left the first variant's value; empty if it has none
 * @param right the second variant's value; empty if it has none
 */
public record VariantDifference(String key, String left, String right) {}
