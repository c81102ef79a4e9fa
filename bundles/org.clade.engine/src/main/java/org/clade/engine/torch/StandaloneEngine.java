package org.clade.engine.torch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.function.Supplier;
import org.clade.api.engine.EngineInfo;
import org.clade.api.engine.FactoredGradients;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators;

/**
 * The engine for tests and plain programs, found with {@link java.util.ServiceLoader}. It needs no class of OSGi's to be
 * there, as {@link TorchEngine}'s constructor does.
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
    public Device device(String wish) {
        return engine.device(wish);
    }

    @Override
    public void seed(long seed) {
        engine.seed(seed);
    }

    @Override
    public GradientCollector record() {
        return engine.record();
    }

    @Override
    public void clearGradients(NDList weights) {
        engine.clearGradients(weights);
    }

    @Override
    public <T> T noGrad(Supplier<T> work) {
        return engine.noGrad(work);
    }

    @Override
    public Precision precision(String wish, Device device) {
        return engine.precision(wish, device);
    }

    @Override
    public <T> T autocast(Precision precision, Device device, Supplier<T> work) {
        return engine.autocast(precision, device, work);
    }

    @Override
    public <T> T withFrozenWeights(Supplier<T> work) {
        return engine.withFrozenWeights(work);
    }

    @Override
    public NDArray castForMatmul(NDArray weight) {
        return engine.castForMatmul(weight);
    }

    @Override
    public NDArray convolution(NDArray maps, NDArray filters, NDArray bias, Shape stride, Shape padding, boolean relu) {
        return engine.convolution(maps, filters, bias, stride, padding, relu);
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return engine.linear(x, weight, bias);
    }

    @Override
    public FactoredGradients factoredGradients(NDList weights) {
        return engine.factoredGradients(weights);
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
