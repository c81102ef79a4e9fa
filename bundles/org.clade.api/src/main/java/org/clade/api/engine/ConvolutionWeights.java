package org.clade.api.engine;

import ai.djl.ndarray.NDArray;

/**
 * The weights of a convolution from C to D channels.
 *
 * @param filters D×C×h×w
 * @param bias D numbers
 */
public record ConvolutionWeights(NDArray filters, NDArray bias) implements AutoCloseable {

    /** Frees both arrays. */
    @Override
    public void close() {
        filters.close();
        bias.close();
    }
}
