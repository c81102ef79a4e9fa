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
import java.util.List;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** Two paths from one input, summed, then ReLU if asked for. The input belongs to the caller; intermediate arrays are freed. */
final class ResidualBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    private final Block path;
    private final Block shortcut;
    private final boolean relu;

    ResidualBlock(Block path, Block shortcut, boolean relu) {
        super(VERSION);
        this.relu = relu;
        this.path = addChildBlock("path", path);
        this.shortcut = addChildBlock("shortcut", shortcut);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray input = inputs.singletonOrThrow();
        NDArray far = path.forward(parameters, inputs, training, options).singletonOrThrow();
        NDArray near = shortcut.forward(parameters, inputs, training, options).singletonOrThrow();
        try {
            return new NDList(sum(far, near));
        } finally {
            closeUnless(input, far);
            closeUnless(input, near);
        }
    }

    private NDArray sum(NDArray far, NDArray near) {
        if (!relu) {
            return far.add(near);
        }
        try (NDArray sum = far.add(near)) {
            return Activation.relu(sum);
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
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value far = graph.block(path, inputs.get(0));
        Value near = graph.block(shortcut, inputs.get(0));
        Value sum = graph.add(far, near);
        return List.of(relu ? graph.elementwise(Elementwise.RELU, sum) : sum);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return path.getOutputShapes(inputShapes);
    }
}
