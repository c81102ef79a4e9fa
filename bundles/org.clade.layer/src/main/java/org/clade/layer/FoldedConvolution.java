package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Optional;
import org.clade.api.engine.ConvolutionWeights;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators;

/**
 * A convolution, the batch normalization after it and the ReLU after that as one convolution, for inference with running
 * statistics: normalizing y = w·x + b with mean μ, variance σ², scale γ and shift β is the convolution with w·s and
 * (b - μ)·s + β, where s = γ / √(σ² + ε). The map is written once instead of three times.
 *
 * @param convolution of any stride and padding, in one group
 * @param batchNorm the batch normalization after it
 * @param relu whether ReLU follows
 */
record FoldedConvolution(Conv2d convolution, BatchNormBlock batchNorm, boolean relu) {

    /**
     * Looks for one in a sequence of blocks.
     *
     * @param blocks the blocks of the network
     * @param at the index of its first block
     * @return the folded convolution that starts there, if there is one
     */
    static Optional<FoldedConvolution> at(List<Block> blocks, int at) {
        if (at + 1 < blocks.size()
                && blocks.get(at) instanceof Conv2d convolution
                && blocks.get(at + 1) instanceof BatchNormBlock batchNorm
                && convolution.getGroups() == 1
                && convolution.getDilation().equals(new Shape(1, 1))) {
            boolean relu = at + 2 < blocks.size() && blocks.get(at + 2) instanceof ReluBlock;
            return Optional.of(new FoldedConvolution(convolution, batchNorm, relu));
        }
        return Optional.empty();
    }

    /** {@return the number of blocks that it replaces} */
    int length() {
        return relu ? 3 : 2;
    }

    /** {@return the result of the blocks, up to rounding} */
    NDList forward(ParameterStore store, NDArray maps, TensorEngine engine) {
        NDArray weight = own("weight", store, maps).orElseThrow();
        TensorOperators operators = engine.operators();
        try (ConvolutionWeights folded = batchNorm.folded(weight, own("bias", store, maps), store, operators)) {
            return new NDList(
                    operators.convolution(maps, folded, convolution.getStride(), convolution.getPadding(), relu));
        }
    }

    private Optional<NDArray> own(String name, ParameterStore store, NDArray maps) {
        Parameter parameter = convolution.getDirectParameters().get(name);
        return Optional.ofNullable(parameter).map(found -> store.getValue(found, maps.getDevice(), false));
    }
}
