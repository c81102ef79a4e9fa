package org.clade.attention.gaussian;

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
import org.clade.api.backbone.FeatureShape;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;

/** From N×C×H×W features to a Gaussian N×1×H×W: an optional convolution, then three parameters by a linear layer. */
final class GaussianAttentionBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    private final FeatureShape features;
    private final GaussianMap map;
    private final Block convolution;
    private final Block parameters;

    GaussianAttentionBlock(FeatureShape features, boolean convolution, GaussianMap map) {
        super(VERSION);
        this.features = features;
        this.map = map;
        int channels = features.channels();
        this.convolution = addChildBlock(
                "convolution",
                convolution
                        ? Layers.convolutionWithBatchNorm(channels, channels, 1, 0)
                                .then("relu", Layers.relu())
                        : new Sequential());
        this.parameters = addChildBlock(
                "parameters",
                new Sequential()
                        .then("linear", Layers.linear(features.size(), 3))
                        .then("sigmoid", Layers.sigmoid()));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray read = convolution.forward(store, inputs, training, options).singletonOrThrow();
        NDArray flat = read.reshape(-1, features.size());
        NDArray theta =
                parameters.forward(store, new NDList(flat), training, options).singletonOrThrow();
        return new NDList(map.of(theta, features.height(), features.width()));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        convolution.initialize(manager, dataType, inputShapes);
        parameters.initialize(manager, dataType, new Shape(inputShapes[0].get(0), features.size()));
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value read = graph.reshape(graph.block(convolution, inputs.get(0)), features.size());
        return List.of(map.export(graph, graph.block(parameters, read), features.height(), features.width()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), 1, features.height(), features.width())};
    }
}
