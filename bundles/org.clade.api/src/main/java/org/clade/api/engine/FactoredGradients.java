package org.clade.api.engine;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The gradients of large matrices, kept as products. While it is open, {@link TensorOperators#linear} stores them here
 * and not for {@link NDArray#getGradient}.
 */
@ProviderType
public interface FactoredGradients extends AutoCloseable {

    /**
     * The gradient from the backward passes since {@link Autograd#clearGradients}, which frees it.
     *
     * @param weight a matrix
     * @return its gradient; empty if {@link NDArray#getGradient} has it
     */
    Optional<FactoredGradient> of(NDArray weight);

    /** Ends it: {@link NDArray#getGradient} has the gradients again. */
    @Override
    void close();
}
