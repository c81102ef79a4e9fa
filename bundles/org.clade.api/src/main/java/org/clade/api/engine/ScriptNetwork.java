package org.clade.api.engine;

import ai.djl.ndarray.NDList;
import org.osgi.annotation.versioning.ProviderType;

/** A network in TorchScript, in evaluation mode and with frozen weights. {@link TensorOperators#loadNetwork} loads it. */
@ProviderType
@FunctionalInterface
public interface ScriptNetwork {

    /**
     * Computes. Gradients reach the inputs, if they are recorded, and no weights.
     *
     * @param inputs the arguments of its {@code forward}, on the device that the network is on
     * @return its outputs, in the scope of the first input; a tuple, list or dictionary gives several
     * @throws ai.djl.engine.EngineException if it cannot compute with inputs of this shape or type
     */
    NDList forward(NDList inputs);
}
