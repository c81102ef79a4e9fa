package org.clade.api.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Operators of libtorch that DJL itself does not offer. Each records gradients if its inputs do, unless it says otherwise. */
@ProviderType
public interface TensorOperators {

    /** How to sample between pixels. */
    enum Sampling {
        /** The weighted mean of the four nearest pixels. */
        BILINEAR,
        /** The nearest pixel. */
        NEAREST
    }

    /** What is outside the image. */
    enum Padding {
        /** Zeros. */
        ZEROS,
        /** The nearest pixel of the image. */
        BORDER
    }

    /**
     * Samples images at given positions.
     *
     * @param images N×C×H×W
     * @param grid N×H'×W'×2: for each output pixel the position (x, y) in the input, -1 to 1
     * @param sampling between pixels
     * @param padding outside the image
     * @param alignCorners whether -1 and 1 are the centers of the corner pixels (otherwise their outer edges)
     * @return N×C×H'×W'
     */
    NDArray gridSample(NDArray images, NDArray grid, Sampling sampling, Padding padding, boolean alignCorners);

    /**
     * A linear layer, x·Wᵀ + b, in the current precision. In training it records gradients; the gradient of a matrix
     * with open {@link Autograd#factoredGradients} goes there.
     *
     * @param x N×in
     * @param weight out×in, float32; within {@link Autograd#noGrad} also the result of {@link Autocast#castForMatmul}
     * @param bias out, float32
     * @return N×out, in the scope of x
     */
    NDArray linear(NDArray x, NDArray weight, NDArray bias);

    /**
     * Attention, softmax(Q·Kᵀ/√D)·V, without the matrix of all pairs in memory. It records gradients.
     *
     * @param query N×heads×T×D
     * @param key N×heads×S×D
     * @param value N×heads×S×D
     * @return N×heads×T×D, in the scope of the queries
     */
    NDArray attention(NDArray query, NDArray key, NDArray value);

    /**
     * A convolution, with gradients, in the current precision. Small maps are computed side by side where this takes less time: the same
     * products, added up in another order in the gradients.
     *
     * @param maps N×C×H×W
     * @param filters D×C×h×w
     * @param bias D numbers, if any
     * @param stride rows and columns from one window to the next
     * @param padding rows and columns of zeros on every side
     * @return N×D×H'×W', in the scope of the maps
     */
    NDArray convolution(NDArray maps, NDArray filters, Optional<NDArray> bias, Shape stride, Shape padding);

    /**
     * A convolution for inference, in the current precision. Bias and ReLU are part of the product if libtorch has a kernel for that
     * (oneDNN's, on CPU), so that the map is written once. It records no gradients.
     *
     * @param maps N×C×H×W
     * @param weights filters and bias, float32
     * @param stride rows and columns from one window to the next
     * @param padding rows and columns of zeros on every side
     * @param relu whether numbers below 0 become 0
     * @return N×D×H'×W', in the scope of the maps
     */
    NDArray convolution(NDArray maps, ConvolutionWeights weights, Shape stride, Shape padding, boolean relu);

    /** {@return the array in bfloat16} */
    NDArray toBfloat16(NDArray array);

    /** {@return the array in float32} */
    NDArray toFloat32(NDArray array);

    /** {@return the N×C×H×W array laid out channels last in memory, its shape unchanged} */
    NDArray channelsLast(NDArray array);

    /** {@return the array laid out row-major in memory} */
    NDArray contiguous(NDArray array);

    /**
     * Batch normalization of several groups of rows, each with its own mean and biased variance. It records no gradients.
     *
     * @param x N×C×H×W or N×C
     * @param gamma C numbers, the scale after normalization
     * @param beta C numbers, the shift after normalization
     * @param groupSize how many rows make a group; the last one may have fewer
     * @param epsilon added to each variance
     * @return an array with the shape, type and layout of x
     */
    NDArray batchNormByGroup(NDArray x, NDArray gamma, NDArray beta, int groupSize, double epsilon);

    /**
     * One convolution equal to a convolution followed by batch normalization with running statistics: its filters are w·s and its
     * bias is (b - μ)·s + β, with s = γ / √(σ² + ε). It records no gradients.
     *
     * @param filters w, D×C×h×w
     * @param bias b, D numbers, if the convolution has a bias
     * @param norm the batch normalization
     * @return filters of the same shape and D numbers, in the scope of the filters
     */
    ConvolutionWeights foldBatchNorm(NDArray filters, Optional<NDArray> bias, BatchNormParameters norm);

    /**
     * The maximum of every 2×2 pixels; a last odd row or column is dropped. libtorch's max pooling keeps the position of every maximum
     * for the backward pass. This one does not, so it takes less time and records no gradients.
     *
     * @param maps N×C×H×W
     * @return N×C×⌊H/2⌋×⌊W/2⌋, of the type of the maps
     */
    NDArray maxPool2x2(NDArray maps);

    /**
     * The same with a border of one pixel on every side, which is never the maximum. It records no gradients.
     *
     * @param maps N×C×H×W
     * @return N×C×(⌊H / 2⌋ + 1)×(⌊W / 2⌋ + 1), in the scope of the maps
     */
    NDArray paddedMaxPool2x2(NDArray maps);

    /**
     * Compiles methods that change many arrays in one call, such as an optimizer's step. They are TorchScript in the form that
     * {@code torch.jit} prints, as the body of a class, indented by two columns: operators by their ATen schema, types by number.
     *
     * <pre>{@code
     *   def step(self,
     *     p: List[Tensor],
     *     g: List[Tensor],
     *     rate: float) -> Tensor:
     *     torch._foreach_sub_(p, torch._foreach_mul(g, rate))
     *     return p[0]
     * }</pre>
     *
     * <p>Arguments are lists of tensors, then floats. A method must return what it changes, a tensor or a list:
     * TorchScript removes changes to a single tensor or a local list as dead code.
     *
     * @param methods the text
     * @param scope holds the methods
     * @return the methods
     * @throws IllegalArgumentException if libtorch cannot compile them
     */
    ScriptModule compile(String methods, NDManager scope);

    /**
     * Loads a network that PyTorch traced or scripted.
     *
     * @param file what {@code torch.jit.save} wrote
     * @param scope holds the network, and says the device
     * @return the network
     * @throws ai.djl.engine.EngineException if this libtorch cannot load it, for instance because an operator is unknown
     */
    ScriptNetwork loadNetwork(Path file, NDManager scope);

    /**
     * Sets arrays to zero in one call, even if they hold NaN.
     *
     * @param arrays changed in place
     */
    void zero(NDList arrays);

    /**
     * Copies values in one call.
     *
     * @param from one array for each of {@code to}, of its shape, on any device
     * @param to changed in place
     */
    void copy(NDList from, NDList to);

    /**
     * Adds up the magnitudes of each array's entries.
     *
     * @param arrays at least one
     * @return one sum for each array, in one vector
     */
    NDArray l1Norms(NDList arrays);

    /**
     * Maps a file into an array of bytes of any size. The system reads a page at its first use and may free its memory again. On systems
     * that allow it, the file may be deleted while it is mapped. Closing the array ends the mapping.
     *
     * @param file row-major values of 8 bits, at least as many as the shape has
     * @param shape the array's shape
     * @param scope holds the array; in main memory
     * @return the array; do not change it
     */
    default NDArray map(Path file, Shape shape, NDManager scope) {
        return map(file, shape, DataType.UINT8, scope);
    }

    /**
     * Maps a file as {@link #map(Path, Shape, NDManager)} does.
     *
     * @param file row-major values, at least as many as the shape has
     * @param shape the array's shape
     * @param type the type of the values: {@code UINT8} or {@code FLOAT32} in the machine's byte order
     * @param scope holds the array; in main memory
     * @return the array; do not change it
     */
    NDArray map(Path file, Shape shape, DataType type, NDManager scope);
}
