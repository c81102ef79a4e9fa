package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;

/** DJL's linear layer with the engine's matrix product, which can keep the gradient of a large matrix as a product. */
final class LinearBlock extends Linear {

    private static final int MATRIX = 2;

    private final boolean bias;

    LinearBlock(int out, boolean bias) {
        super(Linear.builder().setUnits(out).optBias(bias));
        this.bias = bias;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        Optional<TensorEngine> engine = ForwardMode.engine(options);
        if (engine.isEmpty() || !bias) {
            return super.forwardInternal(store, inputs, training, options);
        }
        NDArray x = inputs.singletonOrThrow();
        NDArray weight = own("weight", store, x, training);
        NDArray shift = own("bias", store, x, training);
        Shape shape = x.getShape();
        if (shape.dimension() == MATRIX) {
            return new NDList(engine.get().operators().linear(x, weight, shift));
        }
        try (NDArray rows = x.reshape(-1, shape.get(shape.dimension() - 1));
                NDArray product = engine.get().operators().linear(rows, weight, shift)) {
            return new NDList(product.reshape(getOutputShapes(new Shape[] {shape})[0]));
        }
    }

    private NDArray own(String name, ParameterStore store, NDArray x, boolean training) {
        Parameter parameter = getDirectParameters().get(name);
        return store.getValue(parameter, x.getDevice(), training);
    }
}
