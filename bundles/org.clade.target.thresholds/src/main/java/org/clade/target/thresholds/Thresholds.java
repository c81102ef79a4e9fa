package org.clade.target.thresholds;

/**
 * Above the upper one images are related, below the lower one they are not.
 *
 * @param upper u
 * @param lower l; where it equals u there is one threshold
 */
record Thresholds(double upper, double lower) {}
