package org.clade.layer;

/**
 * Settings shared by all convolutions of a network: bias and initial weights.
 *
 * @param bias whether a number is added for each output channel
 * @param initialization how the weights are initialized
 */
public record Filters(boolean bias, Initialization initialization) {

    /**
     * A convolution of stride 1 with batch normalization and ReLU.
     *
     * @param in input channels
     * @param out output channels
     * @param kernel height and width of its window
     * @param padding rows and columns of zeros on every side
     * @return a block from N×in×H×W to N×out×H'×W', H' = H + 2·padding - kernel + 1
     */
    public Sequential of(int in, int out, int kernel, int padding) {
        return new Sequential()
                .then("convolution", Layers.convolution(in, out, Window.of(kernel, padding), this))
                .then("normalization", Layers.batchNorm())
                .then("relu", Layers.relu());
    }
}
