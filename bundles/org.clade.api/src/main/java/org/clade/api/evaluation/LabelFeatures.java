package org.clade.api.evaluation;

/**
 * What the clusters of some images were read from.
 *
 * @param images the images
 * @param rows for each of them K label features, or K cosines to the means of the clusters where the strategy has means
 */
public record LabelFeatures(int[] images, float[][] rows) {}
