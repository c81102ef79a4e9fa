package org.clade.api.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** Mixed precision, as PyTorch's {@code torch.autocast}. Found with {@link TensorEngine#autocast}. */
@ProviderType
public interface Autocast {

    /**
     * The precision for a user's choice.
     *
     * @param spec {@code fp32}, {@code bf16} or {@code auto}: bf16 if the device has units for it, else fp32
     * @param device the device that computes
     * @return the precision
     * @throws org.clade.api.part.RefusedException if the spec has another form, or this libtorch has no bf16
     */
    Precision precision(String spec, Device device);

    /**
     * Computes in a precision. Record gradients within; call {@code backward} outside.
     *
     * @param <T> the result's type
     * @param precision of convolutions and matrix products. In bf16 they return bfloat16: bring it back to float32 before other
     *     arithmetic, with {@link TensorOperators#toFloat32} or with an operand in float32 (DJL's own cast from bfloat16 loses
     *     gradients)
     * @param device the device that computes
     * @param work what to compute, on this thread
     * @return its result
     */
    <T> T run(Precision precision, Device device, Supplier<T> work);

    /**
     * Runs work during which weights are frozen; {@link #run} within casts each of them only once.
     *
     * @param <T> the result's type
     * @param work what to do, on this thread
     * @return its result
     */
    <T> T withFrozenWeights(Supplier<T> work);

    /**
     * A weight matrix as matrix products in the current precision read it. libtorch caches its casts of convolution weights during
     * {@link #withFrozenWeights}, but not those of a linear layer, whose weights it transposes before the cast.
     *
     * @param weight float32; no gradient is recorded for it
     * @return the matrix itself in fp32, otherwise its cast, which the engine owns and frees when {@link #withFrozenWeights} ends
     */
    NDArray castForMatmul(NDArray weight);
}
