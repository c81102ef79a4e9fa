package org.clade.api.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Operators of libtorch that DJL itself does not offer. Each records gradients where its inputs do, unless it says otherwise. */
@ProviderType
public interface TensorOperators {

    /** How a sample between pixels is taken. */
    enum Sampling {
        /** The weighted mean of the four pixels around. */
        BILINEAR,
        /** The nearest pixel. */
        NEAREST
    }

    /** What lies outside the image. */
    enum Padding {
        /** Zeros. */
        ZEROS,
        /** The nearest pixel of the image. */
        BORDER
    }

    /**
     * Samples images at given places.
     *
     * @param images N×C×H×W
     * @param grid N×H'×W'×2: for each output pixel the place (x, y) in the input, -1 to 1
     * @param sampling between pixels
     * @param padding outside the image
     * @param alignCorners whether -1 and 1 are the centres of the corner pixels (otherwise their outer edges)
     * @return N×C×H'×W'
     */
    NDArray gridSample(NDArray images, NDArray grid, Sampling sampling, Padding padding, boolean alignCorners);

    /**
     * A linear layer, x·Wᵀ + b, in the current precision. In training gradients are recorded; that of a matrix for which
     * {@link Autograd#factoredGradients} are open goes there.
     *
     * @param x N×in
     * @param weight out×in, float32; within {@link Autograd#noGrad} also what {@link Autocast#castForMatmul} returned
     * @param bias out, float32
     * @return N×out, in the scope of x
     */
    NDArray linear(NDArray x, NDArray weight, NDArray bias);

    /**
     * A convolution for inference, in the current precision. Bias and ReLU are part of the product if libtorch has a kernel for that
     * (oneDNN's, on CPU), so that the map is written once. No gradients are recorded.
     *
     * @param maps N×C×H×W
     * @param filters D×C×h×w, float32
     * @param bias D, float32
     * @param stride rows and columns from one window to the next
     * @param padding rows and columns of zeros on every side
     * @param relu whether numbers below 0 become 0
     * @return N×D×H'×W', in the scope of the maps
     */
    NDArray convolution(NDArray maps, NDArray filters, NDArray bias, Shape stride, Shape padding, boolean relu);

    /** {@return the array in bfloat16} */
    NDArray toBfloat16(NDArray array);

    /** {@return the array in float32} */
    NDArray toFloat32(NDArray array);

    /** {@return the N×C×H×W array laid out channels last in memory, its shape unchanged} */
    NDArray channelsLast(NDArray array);

    /** {@return the array laid out row-major in memory} */
    NDArray contiguous(NDArray array);

    /**
     * Batch normalisation of several groups of rows, each with its own mean and biased variance. It records no gradients.
     *
     * @param x N×C×H×W or N×C
     * @param gamma C numbers, multiply what is normalised
     * @param beta C numbers, added to it
     * @param together how many rows make a group; the last one may have fewer
     * @param epsilon added to each variance
     * @return of the shape, type and layout of x
     */
    NDArray batchNormByGroup(NDArray x, NDArray gamma, NDArray beta, int together, double epsilon);

    /**
     * Filters and bias of a convolution that does what a convolution and batch normalisation with running statistics do: w·s and
     * (b - μ)·s + β, where s = γ / √(σ² + ε). It records no gradients.
     *
     * @param filters D×C×h×w
     * @param bias D numbers, if the convolution has some
     * @param gamma γ, D numbers
     * @param beta β, D numbers
     * @param mean μ, D numbers
     * @param variance σ², D numbers
     * @param epsilon ε
     * @return D×C×h×w and D, in the scope of the filters
     */
    NDList foldBatchNorm(
            NDArray filters,
            Optional<NDArray> bias,
            NDArray gamma,
            NDArray beta,
            NDArray mean,
            NDArray variance,
            double epsilon);

    /**
     * The maximum of every 2×2 pixels; a last row or column left over drops. libtorch's max pooling keeps the place of every
     * maximum for the backward pass; this does not, takes less time, and is not for recording.
     *
     * @param maps N×C×H×W
     * @return N×C×⌊H/2⌋×⌊W/2⌋, of the type of the maps
     */
    NDArray maxPool2x2(NDArray maps);

    /**
     * One step of Adam (Kingma and Ba, 2015) over all weights in one call: bias-corrected moments, epsilon outside the
     * root.
     *
     * @param weights changed in place
     * @param gradients one for each weight
     * @param firstMoments running means of the gradients, changed in place
     * @param secondMoments running means of their squares, changed in place
     * @param steps one float32 scalar for each weight: the steps made so far; counted up in place
     * @param rate learning rate
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param epsilon added to the root
     * @param weightDecay L2 penalty added to the gradient
     */
    void adam(
            NDList weights,
            NDList gradients,
            NDList firstMoments,
            NDList secondMoments,
            NDList steps,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay);

    /**
     * One step of Adam for a matrix whose gradient is kept as a product, piece by piece, each while it is in the processor's cache;
     * the matrix as its layer reads it is brought up to date along with it.
     *
     * @param weight out×in, changed in place
     * @param gradient its gradient
     * @param firstMoment running mean of the gradients, changed in place
     * @param secondMoment running mean of their squares, changed in place
     * @param steps a float32 scalar: the steps made so far; counted up in place
     * @param rate learning rate
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param epsilon added to the root
     * @param weightDecay L2 penalty added to the gradient
     */
    void adam(
            NDArray weight,
            FactoredGradient gradient,
            NDArray firstMoment,
            NDArray secondMoment,
            NDArray steps,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay);

    /**
     * One step of stochastic gradient descent with momentum over all weights in one call: velocity ← momentum · velocity +
     * gradient + weightDecay · weight, weight ← weight - rate · velocity.
     *
     * @param weights changed in place
     * @param gradients one for each weight
     * @param velocities running sums of the gradients, zero before the first step, changed in place; not used where
     *     momentum is 0
     * @param rate learning rate
     * @param momentum what of the velocity remains from step to step
     * @param weightDecay L2 penalty added to the gradient
     */
    void sgd(NDList weights, NDList gradients, NDList velocities, double rate, double momentum, double weightDecay);

    /**
     * One step of RMSprop over all weights in one call: square ← rho · square + (1-rho) · gradient², weight ← weight - rate
     * · gradient / (√square + epsilon).
     *
     * @param weights changed in place
     * @param gradients one for each weight
     * @param squares running means of the squared gradients, changed in place
     * @param rate learning rate
     * @param rho decay of the means
     * @param epsilon added to the root
     */
    void rmsprop(NDList weights, NDList gradients, NDList squares, double rate, double rho, double epsilon);

    /**
     * Sets arrays to zero, whatever they hold, in one call.
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
     * Maps a file into an array of bytes of any size. A page is read when it is first looked at, and the system may take its
     * memory back; where files can be deleted while they are mapped, this one may be. Closing the array ends the mapping.
     *
     * @param file row-major values of 8 bits, at least as many as the shape has
     * @param shape the array's shape
     * @param scope holds the array; in main memory
     * @return the array, not to be changed
     */
    NDArray map(Path file, Shape shape, NDManager scope);
}
