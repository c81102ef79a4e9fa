package org.clade.api.engine;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The gradients of large matrices, kept as products. While it is open, {@link TensorOperators#linear} leaves them here and not where
 * {@link NDArray#getGradient} looks.
 */
@ProviderType
public interface FactoredGradients extends AutoCloseable {

    /**
     * The gradient that backward passes have left since {@link Autograd#clearGradients}, which frees it.
     *
     * @param weight a matrix
     * @return its gradient; empty if {@link NDArray#getGradient} has it
     */
    Optional<FactoredGradient> of(NDArray weight);

    /** Ends it: gradients are where {@link NDArray#getGradient} looks, as usual. */
    @Override
    void close();
}
