package org.clade.variant.assembly;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import org.clade.api.engine.TensorEngine;

/**
 * Supplies weights to layers. Outside training it casts a large matrix once for many batches: the cast of 39 million
 * numbers took more than half of the time of ST-DAC's pass over 32 images.
 */
final class WeightStore extends ParameterStore {

    private static final int MATRIX = 2;

    private final TensorEngine engine;

    WeightStore(NDManager manager, TensorEngine engine) {
        super(manager, false);
        this.engine = engine;
    }

    /** {@return the weight; null for the bias of a layer without one, as in DJL's own stores} */
    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
        NDArray value = super.getValue(parameter, device, training);
        boolean matrix = value != null
                && parameter.getType() == Parameter.Type.WEIGHT
                && value.getShape().dimension() == MATRIX;
        return matrix && !training ? engine.autocast().castForMatmul(value) : value;
    }
}
