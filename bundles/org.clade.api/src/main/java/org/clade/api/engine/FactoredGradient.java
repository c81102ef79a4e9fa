package org.clade.api.engine;

import ai.djl.ndarray.NDArray;

/**
 * The gradient of a linear layer's matrix as a product, outputsᵀ · inputs: for N images two arrays of N rows instead of
 * one of the matrix's size.
 *
 * @param outputs N×out, float32: the gradients of the layer's output
 * @param inputs N×in: the layer's input, in the precision of the product
 * @param read out×in: the matrix that the layer reads: itself in float32, otherwise its cast. An optimizer that changes
 *     the matrix must update the cast, too
 */
public record FactoredGradient(NDArray outputs, NDArray inputs, NDArray read) {}
