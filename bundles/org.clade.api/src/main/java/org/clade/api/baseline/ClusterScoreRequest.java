package org.clade.api.baseline;

import java.nio.file.Path;
import org.clade.api.part.PartSpec;

/**
 * Which clusters to score without labels, and how.
 *
 * @param metric the {@link org.clade.api.metric.FeatureMetric} and its options
 * @param run the folder of the run
 * @param seed decides everything random
 */
public record ClusterScoreRequest(PartSpec metric, Path run, long seed) {}
