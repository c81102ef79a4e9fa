package org.clade.api.engine;

import ai.djl.ndarray.NDArray;

/**
 * Batch normalization of D channels with running statistics: γ · (x - μ) / √(σ² + ε) + β.
 *
 * @param gamma γ, D numbers
 * @param beta β, D numbers
 * @param mean μ, D numbers
 * @param variance σ², D numbers
 * @param epsilon ε, above 0
 */
public record BatchNormParameters(NDArray gamma, NDArray beta, NDArray mean, NDArray variance, double epsilon) {}
