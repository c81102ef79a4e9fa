package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;

/** DJL's linear layer with the engine's matrix product, which can keep the gradient of a large matrix as a product. */
final class LinearBlock extends Linear {

    LinearBlock(int out) {
        super(Linear.builder().setUnits(out));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        Optional<TensorEngine> engine = ForwardMode.engine(options);
        if (engine.isEmpty()) {
            return super.forwardInternal(store, inputs, training, options);
        }
        NDArray x = inputs.singletonOrThrow();
        return new NDList(
                engine.get().operators().linear(x, own("weight", store, x, training), own("bias", store, x, training)));
    }

    private NDArray own(String name, ParameterStore store, NDArray x, boolean training) {
        Parameter parameter = getDirectParameters().get(name);
        return store.getValue(parameter, x.getDevice(), training);
    }
}
