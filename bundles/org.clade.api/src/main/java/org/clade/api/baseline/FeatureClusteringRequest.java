package org.clade.api.baseline;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.clade.api.part.PartSpec;

/**
 * Which run's label features to cluster, and how.
 *
 * @param method the method and its options
 * @param run the folder of the run
 * @param clusters how many; empty for the run's number
 * @param seed decides everything random
 */
public record FeatureClusteringRequest(PartSpec method, Path run, OptionalInt clusters, long seed) {}
