package org.clade.api.cluster;

/**
 * An image of a run that is like another image.
 *
 * @param index its number in the run, from 0
 * @param image its path in the data set, or its index there
 * @param cosine cosine similarity of the features of both, -1 to 1
 * @param cluster its cluster in {@code assignments.csv}; -1 if it is not in that file
 */
public record SimilarImage(int index, String image, double cosine, int cluster) {}
