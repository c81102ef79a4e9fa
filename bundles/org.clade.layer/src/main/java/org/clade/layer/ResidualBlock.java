package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** Two paths from one input, summed, then ReLU. The input belongs to the caller; intermediate arrays are freed. */
final class ResidualBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    private final Block path;
    private final Block shortcut;

    ResidualBlock(Block path, Block shortcut) {
        super(VERSION);
        this.path = addChildBlock("path", path);
        this.shortcut = addChildBlock("shortcut", shortcut);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray input = inputs.singletonOrThrow();
        NDArray far = path.forward(parameters, inputs, training, options).singletonOrThrow();
        NDArray near = shortcut.forward(parameters, inputs, training, options).singletonOrThrow();
        try (NDArray sum = far.add(near)) {
            return new NDList(Activation.relu(sum));
        } finally {
            closeUnless(input, far);
            closeUnless(input, near);
        }
    }

    private static void closeUnless(NDArray input, NDArray array) {
        if (array != input) {
            array.close();
        }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        path.initialize(manager, dataType, inputShapes);
        shortcut.initialize(manager, dataType, inputShapes);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return path.getOutputShapes(inputShapes);
    }
}
