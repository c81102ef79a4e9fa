package org.clade.api.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** Gradients: recording, clearing, and computing without them. Found with {@link TensorEngine#autograd}. */
@ProviderType
public interface Autograd {

    /**
     * Starts to record gradients. One recording at a time in a JVM. Garbage is collected before a recording rather than during it,
     * because DJL's numbers do not survive a collection (ADR 0016).
     *
     * @return the recording; {@code backward} fills the gradients, {@code close} ends it
     * @throws IllegalStateException if another recording is open
     */
    GradientCollector record();

    /**
     * Clears the gradients of weights, as PyTorch's {@code zero_grad}: the next {@code backward} writes its own gradients and adds
     * to nothing. Until then {@link NDArray#getGradient} gives zeros.
     *
     * @param weights arrays that require gradients
     */
    void clearGradients(NDList weights);

    /**
     * Computes without recording gradients. Everything outside a training step should.
     *
     * @param <T> the result's type
     * @param work what to compute, on this thread
     * @return its result
     */
    <T> T noGrad(Supplier<T> work);

    /**
     * Keeps the gradients of large matrices as products, for an optimizer that can use them in this form. Such an optimizer reads and
     * writes each piece of the matrix once per step; with a gradient of the matrix's own size, it would also write,
     * cast and read that gradient.
     *
     * @param weights any arrays; only matrices in main memory with at least four million numbers are affected
     * @return the gradients; the caller closes it
     */
    FactoredGradients factoredGradients(NDList weights);
}
