package org.clade.api.evaluation;

import ai.djl.ndarray.NDArray;

/**
 * Images before and after the stage attention on the input (ST-DAC, Figures 4 and 5).
 *
 * @param before N×C×H×W, the clean view
 * @param after N×C×H×W, the clean view transformed
 */
public record TransformedImages(NDArray before, NDArray after) {}
