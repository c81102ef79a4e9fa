package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.UniformInitializer;

/**
 * The layers of GATCluster's networks, initialized as PyTorch 1.5 does by default: weights and biases of convolutions and
 * linear layers uniform in ±1/√(fan in), batch normalisation at gamma 1 and beta 0.
 *
 * <p>The numbers come from the engine's own generator, in the order in which the blocks are initialized: whoever seeds
 * the engine right before gets the same network again.
 */
public final class Layers {

    private Layers() {}

    /**
     * A convolution with bias and stride 1.
     *
     * @param in input channels
     * @param out output channels
     * @param kernel height and width of its window
     * @param padding rows and columns of zeros on every side
     * @return a block from N×in×H×W to N×out×H'×W', H' = H + 2·padding - kernel + 1
     */
    public static Block convolution(int in, int out, int kernel, int padding) {
        Conv2d block = Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .optPadding(new Shape(padding, padding))
                .setFilters(out)
                .build();
        return byFanIn(block, in * kernel * kernel);
    }

    /**
     * A linear layer with bias.
     *
     * @param in numbers read
     * @param out numbers returned
     * @return a block from N×in to N×out
     */
    public static Block linear(int in, int out) {
        return byFanIn(Linear.builder().setUnits(out).build(), in);
    }

    /**
     * Batch normalisation over N×C×H×W or N×C, epsilon 1e-5. Training normalises with the batch's own (biased) variance and
     * moves the running mean and the running (unbiased) variance a tenth of the way; otherwise the running ones are used,
     * or the batch's own where the {@link org.clade.api.engine.ForwardMode} says so.
     *
     * @return a block that keeps the shape
     */
    public static Block normalisation() {
        return new NormalisationBlock();
    }

    /** {@return max(x, 0)} */
    public static Block relu() {
        return new ElementwiseBlock(Activation::relu);
    }

    /** {@return 1/(1 + exp(-x))} */
    public static Block sigmoid() {
        return new ElementwiseBlock(Activation::sigmoid);
    }

    /** {@return softmax over axis 1, rows nonnegative with sum 1} */
    public static Block softmax() {
        return new ElementwiseBlock((NDArray logits) -> logits.softmax(1));
    }

    /** {@return the maximum of every 2×2 pixels, a last odd row or column dropped} */
    public static Block maxPool() {
        return new MaxPoolBlock();
    }

    /**
     * A convolution, then batch normalisation.
     *
     * @param in input channels
     * @param out output channels
     * @param kernel height and width of its window
     * @param padding rows and columns of zeros on every side
     * @return a chain to be continued
     */
    public static Chain normalisedConvolution(int in, int out, int kernel, int padding) {
        return new Chain()
                .then("convolution", convolution(in, out, kernel, padding))
                .then("normalisation", normalisation());
    }

    private static Block byFanIn(Block block, int fanIn) {
        Initializer initializer = new UniformInitializer((float) (1 / Math.sqrt(fanIn)));
        block.setInitializer(initializer, "weight");
        block.setInitializer(initializer, "bias");
        return block;
    }
}
