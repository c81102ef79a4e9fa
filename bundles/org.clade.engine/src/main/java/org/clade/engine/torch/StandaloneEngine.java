package org.clade.engine.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.clade.api.engine.Autocast;
import org.clade.api.engine.Autograd;
import org.clade.api.engine.EngineInfo;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators;

/**
 * The engine for tests and plain programs, found with {@link java.util.ServiceLoader}. Unlike {@link TorchEngine}, whose
 * constructor names classes of OSGi, it runs without any.
 */
public final class StandaloneEngine implements TensorEngine {

    private final TensorEngine engine = TorchEngine.start();

    /** Starts the engine and waits until it is loaded. */
    public StandaloneEngine() {}

    @Override
    public NDManager newManager(Device device) {
        return engine.newManager(device);
    }

    @Override
    public Device device(String spec) {
        return engine.device(spec);
    }

    @Override
    public void seed(long seed) {
        engine.seed(seed);
    }

    @Override
    public Autograd autograd() {
        return engine.autograd();
    }

    @Override
    public Autocast autocast() {
        return engine.autocast();
    }

    @Override
    public TensorOperators operators() {
        return engine.operators();
    }

    @Override
    public EngineInfo info() {
        return engine.info();
    }
}
