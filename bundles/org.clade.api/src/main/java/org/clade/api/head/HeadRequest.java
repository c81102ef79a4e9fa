package org.clade.api.head;

import org.clade.api.backbone.FeatureShape;
import org.clade.api.part.Settings;

/**
 * What a head is built for.
 *
 * @param features the shape of one image's features
 * @param clusters the number of clusters K
 * @param attended whether the head also gets an attention map
 * @param settings the head's options
 */
public record HeadRequest(FeatureShape features, int clusters, boolean attended, Settings settings) {}
