package org.clade.api.cluster;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Two results on the same images that are to be compared. Each is a folder of a run or of a prediction, a CSV file with the columns
 * {@code image} and {@code cluster}, or a file of vectors, which k-means groups first.
 *
 * @param first one of them
 * @param second the other
 * @param edited whether the edits of a person count, for runs
 * @param k the number of groups of vectors; empty for the number of clusters of the other side
 * @param seed the seed of k-means
 */
public record ComparisonRequest(Path first, Path second, boolean edited, OptionalInt k, long seed) {}
