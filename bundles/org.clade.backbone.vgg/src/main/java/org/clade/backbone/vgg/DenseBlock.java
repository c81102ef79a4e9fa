package org.clade.backbone.vgg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;

/** A linear layer over a whole map, with batch normalization and ReLU: from N×C×H×W to N×width×1×1. */
final class DenseBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    private final int width;
    private final Block layers;

    DenseBlock(int in, int width) {
        super(VERSION);
        this.width = width;
        this.layers = addChildBlock(
                "dense",
                new Sequential()
                        .then("flat", Layers.flatten())
                        .then("linear", Layers.linear(in, width, Initialization.GLOROT))
                        .then("normalization", Layers.batchNorm())
                        .then("relu", Layers.relu()));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        try (NDArray vectors = layers.forward(store, inputs, training, options).singletonOrThrow()) {
            return new NDList(vectors.reshape(-1, width, 1, 1));
        }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        layers.initialize(manager, dataType, inputShapes);
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        return List.of(graph.reshape(graph.block(layers, inputs.get(0)), width, 1, 1));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), width, 1, 1)};
    }
}
