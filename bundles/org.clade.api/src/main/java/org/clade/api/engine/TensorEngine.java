package org.clade.api.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tensor engine (DJL on libtorch); no other bundle depends on the library. It has three interfaces:
 * {@link #autograd} for gradients, {@link #autocast} for precision, {@link #operators} for operators that DJL lacks.
 *
 * <p>The service is available once its bundle is started. The first call that needs libtorch loads it in the background
 * and waits for it. Once it is loaded, a {@code org.osgi.service.condition.Condition} with
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
     * Opens a memory scope. Closing it frees everything that was created in it.
     *
     * @param device where the arrays are
     * @return the scope
     */
    NDManager newManager(Device device);

    /**
     * The device for a user's choice.
     *
     * @param spec {@code auto} (the first GPU, else the CPU), {@code cpu}, {@code gpu} or {@code gpu:n}
     * @return the device
     * @throws org.clade.api.part.RefusedException if the spec has another form or the device does not exist
     */
    Device device(String spec);

    /**
     * Sets the seed of libtorch's own generator, which dropout draws from.
     *
     * @param seed any number
     */
    void seed(long seed);

    /** {@return gradients; waits until libtorch is loaded} */
    Autograd autograd();

    /** {@return mixed precision; waits until libtorch is loaded} */
    Autocast autocast();

    /** {@return operators that DJL itself does not offer; waits until libtorch is loaded} */
    TensorOperators operators();

    /** {@return version, devices and threads; waits until libtorch is loaded} */
    EngineInfo info();
}
