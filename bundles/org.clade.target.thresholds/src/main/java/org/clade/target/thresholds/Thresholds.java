package org.clade.target.thresholds;

/**
 * Thresholds of similarity: images above the upper one are related, below the lower one unrelated.
 *
 * @param upper u
 * @param lower l; equal to u for one threshold
 */
record Thresholds(double upper, double lower) {}
