package org.clade.api.target;

import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;

/**
 * What to open a strategy's session for.
 *
 * @param images how many images the data set has
 * @param clusters the number of clusters K
 * @param settings the strategy's options
 * @param random draws for this session; the same for a resumed run
 */
public record TargetRequest(int images, int clusters, Settings settings, RandomStream random) {}
