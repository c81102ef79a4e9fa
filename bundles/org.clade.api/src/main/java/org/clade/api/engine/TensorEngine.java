package org.clade.api.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tensor engine (DJL on libtorch): the one place that knows which library computes.
 *
 * <p>The service is there as soon as its bundle is started. libtorch itself is loaded in the background at the first call that
 * needs it, and that call waits. Once it is loaded, a {@code org.osgi.service.condition.Condition} with
 * {@code osgi.condition.id=org.clade.engine} is registered as well.
 */
@ProviderType
public interface TensorEngine {

    /**
     * The {@code osgi.condition.id} of the condition that says that libtorch is loaded. It appears after the first use of the engine,
     * so a component that needs tensors refers to the engine, not to the condition.
     */
    String READY = "org.clade.engine";

    /**
     * Opens a memory scope. Whatever is created in it is freed when it is closed.
     *
     * @param device where arrays are kept
     * @return the scope
     */
    NDManager newManager(Device device);

    /**
     * The device a user asks for.
     *
     * @param wish {@code auto} (the first GPU, else the CPU), {@code cpu}, {@code gpu} or {@code gpu:n}
     * @return the device
     * @throws org.clade.api.part.RefusedException where the wish has another form or there is no such device
     */
    Device device(String wish);

    /**
     * Sets the seed of libtorch's own generator, which dropout draws from.
     *
     * @param seed any number
     */
    void seed(long seed);

    /**
     * Starts to record gradients; one recording at a time in a JVM. Garbage is collected before rather than during it, as
     * DJL's numbers do not outlive a collection (ADR 0016).
     *
     * @return the recording; {@code backward} fills the gradients, closing ends it
     */
    GradientCollector record();

    /**
     * Takes the gradients away that weights carry, so that the next {@code backward} writes theirs rather than adds to it.
     *
     * @param weights what requires gradients
     */
    void clearGradients(NDList weights);

    /**
     * Computes without recording gradients, as everything outside a training step should.
     *
     * @param <T> the result's type
     * @param work what to compute
     * @return its result
     */
    <T> T noGrad(Supplier<T> work);

    /**
     * The precision a user asks for.
     *
     * @param wish {@code fp32}, {@code bf16} or {@code auto}: bf16 where the device has units for it, else fp32
     * @param device what computes
     * @return the precision
     * @throws org.clade.api.part.RefusedException where the wish has another form, or this libtorch has no bf16
     */
    Precision precision(String wish, Device device);

    /**
     * Computes in a precision. Recordings of gradients are made within, {@code backward} is called outside.
     *
     * @param <T> the result's type
     * @param precision of convolutions and matrix products; what they return in bf16 is to be brought back to
     *     float32 before other arithmetic, by {@link TensorOperators#toFloat32} or by an operand that is float32 (DJL's own cast
     *     from bfloat16 loses gradients)
     * @param device what computes
     * @param work what to compute
     * @return its result
     */
    <T> T autocast(Precision precision, Device device, Supplier<T> work);

    /**
     * Does work in which no weight changes, so that {@link #autocast} within has to cast each of them only once.
     *
     * @param <T> the result's type
     * @param work what to do, on this thread
     * @return its result
     */
    <T> T withFrozenWeights(Supplier<T> work);

    /**
     * A matrix of weights as products in the precision in force read it. libtorch keeps its own casts of convolutions'
     * weights through {@link #withFrozenWeights}, but not of a linear layer's, which it transposes before it casts.
     *
     * @param weight float32, its gradient not wanted
     * @return itself in float32, otherwise its cast, which belongs to the engine and is gone when {@link #withFrozenWeights} ends
     */
    NDArray castForMatmul(NDArray weight);

    /**
     * A convolution as inference wants it, in the precision in force: bias and ReLU are part of the product, where libtorch has a
     * kernel for that (oneDNN's, on CPU), so that the map is written once. No gradients are recorded.
     *
     * @param maps N×C×H×W
     * @param filters D×C×h×w, float32
     * @param bias D, float32
     * @param stride rows and columns from one window to the next
     * @param padding rows and columns of zeros on every side
     * @param relu whether what is below 0 becomes 0
     * @return N×D×H'×W', in the scope of the maps
     */
    NDArray convolution(NDArray maps, NDArray filters, NDArray bias, Shape stride, Shape padding, boolean relu);

    /**
     * A linear layer, x·Wᵀ + b, in the precision in force. In training gradients are recorded; that of a matrix for which
     * {@link #factoredGradients} are open goes there.
     *
     * @param x N×in
     * @param weight out×in, float32; {@link #noGrad} also what {@link #castForMatmul} returned
     * @param bias out, float32
     * @return N×out, in the scope of x
     */
    NDArray linear(NDArray x, NDArray weight, NDArray bias);

    /**
     * Keeps the gradients of large matrices as products, for an optimizer that uses them so: it then reads and writes each piece
     * of the matrix once a step, where a gradient of the matrix' size would be written, cast and read again.
     *
     * @param weights any; those concerned are matrices in main memory of four million numbers or more
     * @return where the gradients are, closed by the caller
     */
    FactoredGradients factoredGradients(NDList weights);

    /** {@return operators of libtorch that DJL itself does not offer} */
    TensorOperators operators();

    /** {@return what computes here; waits until libtorch is loaded} */
    EngineInfo info();
}
