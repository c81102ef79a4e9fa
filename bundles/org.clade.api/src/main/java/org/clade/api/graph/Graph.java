package org.clade.api.graph;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A network as a list of operators, in the order of computation. Every operator has the name and the meaning of PyTorch's, and is one that
 * ONNX has too; a {@link OpaqueNetwork} is the exception. The first dimension of images and of what is computed from them is their number, which no operator depends on.
 *
 * <p>Methods append an operator and return its result. They check nothing that a forward pass of the block has not checked.
 */
@ProviderType
public interface Graph {

    /**
     * Appends a block: one that is an {@link ExportableBlock}, or one of DJL's {@code Conv2d} (one group, no dilation), {@code Linear},
     * {@code Dropout} and {@code SequentialBlock}.
     *
     * @param block the block, initialized
     * @param inputs its inputs
     * @return its outputs
     * @throws org.clade.api.part.RefusedException if it is another block
     */
    List<Value> block(Block block, List<Value> inputs);

    /**
     * Appends a block with one input and one output.
     *
     * @param block the block, initialized
     * @param input its input
     * @return its output
     * @throws org.clade.api.part.RefusedException if it cannot be exported
     */
    default Value block(Block block, Value input) {
        return block(block, List.of(input)).get(0);
    }

    /**
     * A weight of the network, or one of its running statistics.
     *
     * @param parameter the parameter, initialized
     * @return its value, under its name in {@link org.clade.api.variant.Network#stateDict}
     */
    Value parameter(Parameter parameter);

    /**
     * Numbers that do not change.
     *
     * @param values the numbers, row by row
     * @param shape their shape
     * @param type float32 or float64
     * @return the constant
     */
    Value constant(double[] values, Shape shape, DataType type);

    /**
     * Numbers of float32 that do not change.
     *
     * @param values the numbers, row by row
     * @param shape their shape
     * @return the constant
     */
    default Value constant(float[] values, Shape shape) {
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = values[i];
        }
        return constant(numbers, shape, DataType.FLOAT32);
    }

    /**
     * A function of single numbers.
     *
     * @param function the function
     * @param inputs as many as it has
     * @return the result, in the broadcast shape
     */
    Value elementwise(Elementwise function, Value... inputs);

    /** {@return x + y} */
    default Value add(Value x, Value y) {
        return elementwise(Elementwise.ADD, x, y);
    }

    /** {@return x - y} */
    default Value sub(Value x, Value y) {
        return elementwise(Elementwise.SUB, x, y);
    }

    /** {@return x · y, number by number} */
    default Value mul(Value x, Value y) {
        return elementwise(Elementwise.MUL, x, y);
    }

    /** {@return x / y, number by number} */
    default Value div(Value x, Value y) {
        return elementwise(Elementwise.DIV, x, y);
    }

    /** {@return x + y} */
    default Value add(Value x, double y) {
        return add(x, scalar(y, x));
    }

    /** {@return x · y} */
    default Value mul(Value x, double y) {
        return mul(x, scalar(y, x));
    }

    /** {@return x / y} */
    default Value div(Value x, double y) {
        return div(x, scalar(y, x));
    }

    /** {@return x·Φ(x), where Φ is the distribution function of the standard normal distribution} */
    default Value gelu(Value x) {
        Value share = add(elementwise(Elementwise.ERF, mul(x, Math.sqrt(0.5))), 1);
        return mul(mul(x, share), 0.5);
    }

    /** {@return a number in the type of a value, as an array of one dimension} */
    private Value scalar(double number, Value like) {
        return constant(new double[] {number}, new Shape(1), like.type());
    }

    /**
     * A convolution.
     *
     * @param x N×C×H×W
     * @param weight D×C×h×w
     * @param bias D numbers, if it has a bias
     * @param stride rows and columns from one window to the next
     * @param padding rows and columns of zeros on every side
     * @return N×D×H'×W'
     */
    Value conv2d(Value x, Value weight, Optional<Value> bias, Shape stride, Shape padding);

    /**
     * A linear layer, x·Wᵀ + b over the last dimension.
     *
     * @param x …×in
     * @param weight out×in
     * @param bias out numbers, if it has a bias
     * @return …×out
     */
    Value linear(Value x, Value weight, Optional<Value> bias);

    /**
     * Batch normalization with running statistics.
     *
     * @param x N×C or N×C×H×W
     * @param weight C numbers, the scale after normalization
     * @param bias C numbers, the shift after normalization
     * @param mean C running means
     * @param variance C running variances
     * @param epsilon added to each variance
     * @return a value with the shape of x
     */
    Value batchNorm(Value x, Value weight, Value bias, Value mean, Value variance, double epsilon);

    /**
     * Layer normalization over the last dimension.
     *
     * @param x …×D
     * @param weight D numbers, the scale after normalization
     * @param bias D numbers, the shift after normalization
     * @param epsilon added to each variance
     * @return a value with the shape of x
     */
    Value layerNorm(Value x, Value weight, Value bias, double epsilon);

    /**
     * The maximum of every window of pixels.
     *
     * @param x N×C×H×W
     * @param window rows and columns of a window
     * @param stride rows and columns from one window to the next
     * @param padding rows and columns on every side, which are never the maximum
     * @return N×C×H'×W', H' = ⌊(H + 2·padding - window) / stride⌋ + 1
     */
    Value maxPool2d(Value x, long window, long stride, long padding);

    /**
     * The mean of every window of pixels; windows are adjacent.
     *
     * @param x N×C×H×W
     * @param window rows and columns of a window
     * @return N×C×⌊H / window⌋×⌊W / window⌋
     */
    Value avgPool2d(Value x, long window);

    /**
     * Sums over dimensions.
     *
     * @param x any value
     * @param keep whether the summed dimensions stay, with size 1
     * @param axes the dimensions, from 0, ascending; not that of the images
     * @return the sums
     */
    Value sum(Value x, boolean keep, int... axes);

    /**
     * Means over dimensions.
     *
     * @param x any value
     * @param keep whether these dimensions stay, with size 1
     * @param axes the dimensions, from 0, ascending; not that of the images
     * @return the means
     */
    Value mean(Value x, boolean keep, int... axes);

    /**
     * Softmax over a dimension.
     *
     * @param x any value
     * @param axis the dimension, from 0
     * @return a value with the shape of x
     */
    Value softmax(Value x, int axis);

    /**
     * The logarithms of softmax over a dimension.
     *
     * @param x any value
     * @param axis the dimension, from 0
     * @return a value with the shape of x
     */
    Value logSoftmax(Value x, int axis);

    /**
     * Limits numbers.
     *
     * @param x any value
     * @param least what lower numbers become
     * @param most what higher numbers become
     * @return a value with the shape of x
     */
    Value clip(Value x, double least, double most);

    /**
     * Another shape for the numbers of each image, or of a weight.
     *
     * @param x its first dimension is the number of images, or it is a weight or a constant
     * @param rest all dimensions but the first, which follows from them
     * @return …×rest
     */
    Value reshape(Value x, long... rest);

    /**
     * Reorders dimensions.
     *
     * @param x any value
     * @param axes which dimension comes where
     * @return the value with its dimensions in this order
     */
    Value permute(Value x, int... axes);

    /**
     * A range of one dimension.
     *
     * @param x any value
     * @param axis the dimension, from 0
     * @param from the first index
     * @param to behind the last index
     * @return the range, with as many dimensions as x
     */
    Value slice(Value x, int axis, long from, long to);

    /**
     * Joins values along a dimension.
     *
     * @param axis the dimension, from 1
     * @param values at least one; they differ in this dimension only
     * @return the joined value
     */
    Value cat(int axis, List<Value> values);

    /**
     * Matrix products over the last two dimensions; the others are broadcast.
     *
     * @param x …×n×m
     * @param y …×m×p
     * @return …×n×p
     */
    Value matmul(Value x, Value y);

    /**
     * Samples maps at given positions, bilinear between pixels, with zeros outside.
     *
     * @param x N×C×H×W
     * @param grid N×H'×W'×2, the position (x, y) of each result, -1 to 1
     * @param alignCorners whether -1 and 1 are the centers of the corner pixels (otherwise their outer edges)
     * @return N×C×H'×W'
     */
    Value gridSample(Value x, Value grid, boolean alignCorners);

    /**
     * Repeats a value for each image.
     *
     * @param one a value whose first dimension is 1
     * @param like a value whose first dimension is the number of images
     * @return the value with this first dimension
     */
    Value expand(Value one, Value like);

    /**
     * Converts numbers to another type.
     *
     * @param x any value
     * @param type float32 or float64
     * @return the value in this type
     */
    Value cast(Value x, DataType type);

    /**
     * Appends a whole network from a file.
     *
     * @param network the file
     * @param images its only input
     * @return the output that {@code network} names, float32
     */
    Value opaque(OpaqueNetwork network, Value images);
}
