package org.clade.api.variant;

/**
 * One place where two variants differ.
 *
 * @param key the key of the configuration; a list has a difference for each of its entries
 * @param left what the first one has, empty for nothing
 * @param right what the second one has, empty for nothing
 */
public record VariantDifference(String key, String left, String right) {}
