package org.clade.api.attention;

import org.clade.api.backbone.FeatureShape;
import org.clade.api.part.Settings;

/**
 * What an attention module is built for.
 *
 * @param features the shape of one image's features
 * @param settings the module's options
 */
public record AttentionRequest(FeatureShape features, Settings settings) {}
