package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.Dropout;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/**
 * The layers of the methods' networks. Batch normalization starts with gamma 1 and beta 0; {@link Initialization} defines the
 * initial weights of convolutions and linear layers.
 *
 * <p>The numbers come from the engine's own generator, in the order in which the blocks are initialized: to get the
 * same network again, seed the engine right before.
 */
public final class Layers {

    private static final double GELU_CUBIC = 0.044715;
    private static final double QUICK_GELU_STEEPNESS = 1.702;

    private Layers() {}

    /**
     * A convolution with bias and stride 1, initialized as PyTorch does.
     *
     * @param in input channels
     * @param out output channels
     * @param kernel height and width of its window
     * @param padding rows and columns of zeros on every side
     * @return a block from N×in×H×W to N×out×H'×W', H' = H + 2·padding - kernel + 1
     */
    public static Block convolution(int in, int out, int kernel, int padding) {
        return convolution(in, out, Window.of(kernel, padding), new Filters(true, Initialization.UNIFORM));
    }

    /**
     * A convolution.
     *
     * @param in input channels
     * @param out output channels
     * @param window kernel k, padding p and stride s
     * @param filters bias and initial weights
     * @return a block from N×in×H×W to N×out×H'×W', H' = ⌊(H + 2p - k) / s⌋ + 1
     */
    public static Block convolution(int in, int out, Window window, Filters filters) {
        int kernel = window.kernel();
        Block block = new Conv2dBlock(Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .optPadding(new Shape(window.padding(), window.padding()))
                .optStride(new Shape(window.stride(), window.stride()))
                .optBias(filters.bias())
                .setFilters(out));
        filters.initialization().set(block, in * kernel * kernel, out * kernel * kernel);
        return block;
    }

    /**
     * A linear layer with bias, initialized as PyTorch does.
     *
     * @param in the number of inputs
     * @param out the number of outputs
     * @return a block from N×in to N×out
     */
    public static Block linear(int in, int out) {
        return linear(in, out, Initialization.UNIFORM);
    }

    /**
     * A linear layer with bias.
     *
     * @param in the number of inputs
     * @param out the number of outputs
     * @param initialization how the weights are initialized
     * @return a block from N×in to N×out
     */
    public static Block linear(int in, int out, Initialization initialization) {
        return linear(in, out, initialization, true);
    }

    /**
     * A linear layer.
     *
     * @param in the number of inputs
     * @param out the number of outputs
     * @param initialization how the weights are initialized
     * @param bias whether a number is added to each output
     * @return a block from …×in to …×out
     */
    public static Block linear(int in, int out, Initialization initialization, boolean bias) {
        Block block = new LinearBlock(out, bias);
        initialization.set(block, in, out);
        return block;
    }

    /**
     * Batch normalization over N×C×H×W or N×C, epsilon 1e-5. Training normalizes with the batch's own (biased) variance and
     * moves the running mean and the running (unbiased) variance a tenth of the way. Outside training it uses the running
     * statistics, or the batch's own if the {@link org.clade.api.engine.ForwardMode} says so.
     *
     * @return a block that keeps the shape
     */
    public static Block batchNorm() {
        return new BatchNormBlock();
    }

    /**
     * Converts a bfloat16 array of mixed precision to float32, by multiplying by 1: DJL's own cast loses gradients.
     *
     * @param x any array of floating-point numbers
     * @return the array in float32; the same array if it is float32 already
     */
    public static NDArray toFloat32(NDArray x) {
        return x.getDataType() == DataType.FLOAT32 ? x : x.mul(x.getManager().ones(new Shape(1)));
    }

    /** {@return max(x, 0)} */
    public static Block relu() {
        return new ReluBlock();
    }

    /** {@return 1/(1 + exp(-x))} */
    public static Block sigmoid() {
        return new ElementwiseBlock(
                x -> Activation.sigmoid(toFloat32(x)), (graph, x) -> graph.elementwise(Elementwise.SIGMOID, x));
    }

    /** {@return softmax over axis 1, rows nonnegative with sum 1} */
    public static Block softmax() {
        return new ElementwiseBlock(
                logits -> toFloat32(logits).softmax(1), (graph, logits) -> graph.softmax(logits, 1));
    }

    /** {@return tanh(x)} */
    public static Block tanh() {
        return new ElementwiseBlock(Activation::tanh, (graph, x) -> graph.elementwise(Elementwise.TANH, x));
    }

    /** {@return x·Φ(x), where Φ is the distribution function of the standard normal distribution} */
    public static Block gelu() {
        return new ElementwiseBlock(Activation::gelu, Graph::gelu);
    }

    /** {@return x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))), an approximation of {@link #gelu}} */
    public static Block geluTanh() {
        return new ElementwiseBlock(Layers::toGeluTanh, Layers::toGeluTanh);
    }

    private static NDArray toGeluTanh(NDArray x) {
        double steepness = Math.sqrt(2 / Math.PI);
        try (NDArray cubic =
                x.square().mul(GELU_CUBIC * steepness).add(steepness).mul(x).tanh()) {
            return cubic.add(1).mul(x).mul(0.5);
        }
    }

    private static Value toGeluTanh(Graph graph, Value x) {
        double steepness = Math.sqrt(2 / Math.PI);
        Value cubic = graph.mul(graph.add(graph.mul(graph.mul(x, x), GELU_CUBIC * steepness), steepness), x);
        return graph.mul(graph.mul(graph.add(graph.elementwise(Elementwise.TANH, cubic), 1), x), 0.5);
    }

    /** {@return x/(1 + exp(-1.702·x)), the approximation of {@link #gelu} in CLIP's networks} */
    public static Block quickGelu() {
        return new ElementwiseBlock(Layers::toQuickGelu, Layers::toQuickGelu);
    }

    private static NDArray toQuickGelu(NDArray x) {
        try (NDArray steep = x.mul(QUICK_GELU_STEEPNESS);
                NDArray gate = Activation.sigmoid(steep)) {
            return gate.mul(x);
        }
    }

    private static Value toQuickGelu(Graph graph, Value x) {
        return graph.mul(graph.elementwise(Elementwise.SIGMOID, graph.mul(x, QUICK_GELU_STEEPNESS)), x);
    }

    /**
     * Each row along the last axis minus its mean, divided by √(variance + epsilon), with the biased variance, then times a weight and plus
     * a bias for each column. The weights start at 1 and 0.
     *
     * @param epsilon above 0
     * @return a block that keeps the shape; its parameters are {@code weight} and {@code bias}
     */
    public static Block layerNorm(double epsilon) {
        return new LayerNormBlock(epsilon);
    }

    /**
     * Each column of the last axis times a number of its own, LayerScale.
     *
     * @param start the first value of these numbers
     * @return a block that keeps the shape; its parameter is {@code weight}
     */
    public static Block scale(double start) {
        return new ScaleBlock(start);
    }

    /**
     * Self-attention between all tokens of an image: of queries, keys and values, softmax(Q·Kᵀ/√(width/heads))·V for each head, and a
     * linear layer of the results side by side.
     *
     * @param width numbers of a token, a multiple of heads
     * @param heads how many
     * @return a block from N×T×width to the same shape; its child {@code qkv} makes the queries, keys and values of all heads, in this
     *     order, its child {@code projection} is the last layer
     */
    public static Block selfAttention(int width, int heads) {
        return new SelfAttentionBlock(width, heads);
    }

    /** {@return the pixels of each image as tokens, row by row, from N×C×H×W to N×(H·W)×C} */
    public static Block tokens() {
        return new TokensBlock();
    }

    /**
     * Each row divided by its length, x / ‖x‖₂, without an epsilon. A row of zeros and its gradient stay unchanged.
     *
     * @return a block that keeps the shape N×D
     */
    public static Block unitLength() {
        return new ElementwiseBlock(Layers::toUnitLength, Layers::toUnitLength);
    }

    private static NDArray toUnitLength(NDArray array) {
        NDArray rows = toFloat32(array);
        NDArray squares = rows.square().sum(new int[] {1}, true);
        return rows.div(
                squares.add(squares.eq(0).toType(squares.getDataType(), false)).sqrt());
    }

    private static Value toUnitLength(Graph graph, Value rows) {
        Value squares = graph.sum(graph.mul(rows, rows), true, 1);
        Value zero = graph.elementwise(Elementwise.EQUAL, squares, graph.constant(new float[1], new Shape(1)));
        return graph.div(rows, graph.elementwise(Elementwise.SQRT, graph.add(squares, zero)));
    }

    /**
     * Dropout: in training each number is 0 with the given probability p and otherwise divided by 1 - p.
     *
     * @param probability 0 to 1, 1 excluded
     * @return a block that keeps the shape; it draws from the engine's generator
     */
    public static Block dropout(double probability) {
        return Dropout.builder().optRate((float) probability).build();
    }

    /** {@return the maximum of every 2×2 pixels; an odd last row or column is dropped} */
    public static Block maxPool() {
        return maxPool(2, 0);
    }

    /**
     * Max pooling of adjacent windows.
     *
     * @param window height and width of a window
     * @param padding rows and columns on every side, which are never the maximum
     * @return a block from N×C×H×W to N×C×H'×W', H' = ⌊(H + 2·padding) / window⌋
     */
    public static Block maxPool(int window, int padding) {
        return maxPool(new Window(window, padding, window));
    }

    /**
     * Max pooling.
     *
     * @param window kernel k, padding p and stride s; pixels of the padding are never the maximum
     * @return a block from N×C×H×W to N×C×H'×W', H' = ⌊(H + 2p - k) / s⌋ + 1
     */
    public static Block maxPool(Window window) {
        return new PoolBlock(PoolBlock.Kind.MAXIMUM, window);
    }

    /**
     * Average pooling of adjacent windows.
     *
     * @param window height and width of a window
     * @return a block from N×C×H×W to N×C×H'×W', H' = ⌊H / window⌋
     */
    public static Block averagePool(int window) {
        return new PoolBlock(PoolBlock.Kind.MEAN, new Window(window, 0, window));
    }

    /** {@return the mean of each channel, from N×C×H×W to N×C×1×1} */
    public static Block globalAverage() {
        return new GlobalAverageBlock();
    }

    /** {@return the numbers of each image in one row, from N×C×H×W to N×(C·H·W)} */
    public static Block flatten() {
        return new FlattenBlock();
    }

    /**
     * A residual connection: max(path(x) + shortcut(x), 0).
     *
     * @param path the longer path
     * @param shortcut the shorter path, to the same shape; an empty {@link Sequential} to add x itself
     * @return a block with that output shape
     */
    public static Block residual(Block path, Block shortcut) {
        return new ResidualBlock(path, shortcut, true);
    }

    /**
     * A residual connection without an activation: path(x) + x.
     *
     * @param path keeps the shape
     * @return a block that keeps the shape
     */
    public static Block added(Block path) {
        return new ResidualBlock(path, new Sequential(), false);
    }

    /**
     * A convolution, then batch normalization.
     *
     * @param in input channels
     * @param out output channels
     * @param kernel height and width of its window
     * @param padding rows and columns of zeros on every side
     * @return a sequence, to which blocks can be added
     */
    public static Sequential convolutionWithBatchNorm(int in, int out, int kernel, int padding) {
        return new Sequential()
                .then("convolution", convolution(in, out, kernel, padding))
                .then("normalization", batchNorm());
    }
}
