package org.clade.api.engine;

import ai.djl.ndarray.NDArray;

/**
 * The gradient of a linear layer's matrix as a product, outputsᵀ · inputs: for N images two arrays of N rows instead of one of the
 * matrix' size.
 *
 * @param outputs N×out, float32: the gradients of what the layer returned
 * @param inputs N×in: what the layer read, in the precision of the product
 * @param read out×in: the matrix as the layer reads it: itself in float32, otherwise its cast. Whatever changes the matrix by this gradient
 *     must update the cast, too
 */
public record FactoredGradient(NDArray outputs, NDArray inputs, NDArray read) {}
