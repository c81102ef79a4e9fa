package org.clade.api.target;

import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;

/**
 * What a strategy's session is opened for.
 *
 * @param images how many images the data set has
 * @param clusters the number of clusters K
 * @param settings the strategy's options
 * @param random draws for this session; the same when a run is resumed
 */
public record TargetRequest(int images, int clusters, Settings settings, RandomStream random) {}
