package org.clade.api.evaluation;

/**
 * The label features of some images.
 *
 * @param images the images
 * @param rows for each of them K label features, or K cosines to the means of the clusters if the strategy has means
 */
public record LabelFeatures(int[] images, float[][] rows) {}
