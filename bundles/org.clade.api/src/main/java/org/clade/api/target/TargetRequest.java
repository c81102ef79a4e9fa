package org.clade.api.target;

import org.clade.api.part.Settings;

/**
 * What a strategy's session is opened for.
 *
 * @param images how many images the data set has
 * @param clusters the number of clusters K
 * @param settings the strategy's options
 */
public record TargetRequest(int images, int clusters, Settings settings) {}
