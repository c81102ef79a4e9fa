package org.clade.run.prediction;

/**
 * A row of {@code assignments.csv}, as far as a prediction that goes on needs it.
 *
 * @param image the name of the image
 * @param cluster its cluster
 * @param confidence how sure the network is of it
 */
record AssignmentRow(String image, int cluster, float confidence) {}
