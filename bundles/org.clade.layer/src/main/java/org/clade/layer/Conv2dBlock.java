package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;

/** DJL's convolution, computed by the engine, which knows a faster way for small maps. */
final class Conv2dBlock extends Conv2d {

    Conv2dBlock(Builder settings) {
        super(settings);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        Optional<TensorEngine> engine = ForwardMode.engine(options);
        if (engine.isEmpty()) {
            return super.forwardInternal(store, inputs, training, options);
        }
        NDArray maps = inputs.singletonOrThrow();
        Optional<NDArray> shift = includeBias ? Optional.of(own(bias, store, maps, training)) : Optional.empty();
        return new NDList(
                engine.get().operators().convolution(maps, own(weight, store, maps, training), shift, stride, padding));
    }

    private static NDArray own(Parameter parameter, ParameterStore store, NDArray maps, boolean training) {
        return store.getValue(parameter, maps.getDevice(), training);
    }
}
