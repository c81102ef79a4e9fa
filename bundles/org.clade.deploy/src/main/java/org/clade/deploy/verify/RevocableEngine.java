package org.clade.deploy.verify;

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

/** The engine as a check sees it: once the check is given up, whatever is left of it can compute no more. */
final class RevocableEngine implements TensorEngine {

    private final TensorEngine engine;
    private volatile boolean cut;

    /**
     * A tether to an engine.
     *
     * @param engine computes
     */
    RevocableEngine(TensorEngine engine) {
        this.engine = engine;
    }

    /** Cuts it. */
    void cut() {
        cut = true;
    }

    private TensorEngine engine() {
        if (cut) {
            throw new IllegalStateException("The check was given up.");
        }
        return engine;
    }

    @Override
    public NDManager newManager(Device device) {
        return engine().newManager(device);
    }

    @Override
    public Device device(String wish) {
        return engine().device(wish);
    }

    @Override
    public void seed(long seed) {
        engine().seed(seed);
    }

    @Override
    public GradientCollector record() {
        return engine().record();
    }

    @Override
    public void clearGradients(NDList weights) {
        engine().clearGradients(weights);
    }

    @Override
    public <T> T noGrad(Supplier<T> work) {
        return engine().noGrad(work);
    }

    @Override
    public Precision precision(String wish, Device device) {
        return engine().precision(wish, device);
    }

    @Override
    public <T> T autocast(Precision precision, Device device, Supplier<T> work) {
        return engine().autocast(precision, device, work);
    }

    @Override
    public <T> T withFrozenWeights(Supplier<T> work) {
        return engine().withFrozenWeights(work);
    }

    @Override
    public NDArray castForMatmul(NDArray weight) {
        return engine().castForMatmul(weight);
    }

    @Override
    public NDArray convolution(NDArray maps, NDArray filters, NDArray bias, Shape stride, Shape padding, boolean relu) {
        return engine().convolution(maps, filters, bias, stride, padding, relu);
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return engine().linear(x, weight, bias);
    }

    @Override
    public FactoredGradients factoredGradients(NDList weights) {
        return engine().factoredGradients(weights);
    }

    @Override
    public TensorOperators operators() {
        return engine().operators();
    }

    @Override
    public EngineInfo info() {
        return engine().info();
    }
}
