package org.clade.attention.spatial;

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
import org.clade.layer.Layers;

/** From N×C×H×W to the same shape: a localization net predicts a transform from each map, a sampler applies it. */
final class SpatialTransformerBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    private final Block localisation;
    private final AffineSampler sampler;

    SpatialTransformerBlock(Block localisation, AffineSampler sampler) {
        super(VERSION);
        this.localisation = addChildBlock("localisation", localisation);
        this.sampler = sampler;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray maps = inputs.singletonOrThrow();
        NDArray theta = localisation.forward(store, inputs, training, options).singletonOrThrow();
        try (NDManager scope = maps.getManager().newSubManager()) {
            theta.attach(scope);
            return new NDList(sampler.of(maps, Layers.toFloat32(theta)));
        }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        localisation.initialize(manager, dataType, inputShapes);
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value maps = inputs.get(0);
        return List.of(sampler.export(graph, maps, graph.block(localisation, maps)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
