package org.clade.head;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** From features, and attention if there is an attended branch, to one array of label features for each branch. */
final class LabelsBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;
    private static final int[] PLACES = {2};
    private static final int[] POSITIONS = {2, 3};

    private final int channels;
    private final Block convolution;
    private final Block label;
    private final Optional<Block> attended;
    private final boolean sum;

    /**
     * A head.
     *
     * @param channels feature channels
     * @param convolution the common input of both branches
     * @param label from N×C to label features
     * @param attended the same for the attended branch, if there is one
     * @param sum whether attended features are summed over positions, otherwise averaged
     */
    LabelsBlock(int channels, Block convolution, Block label, Optional<Block> attended, boolean sum) {
        super(VERSION);
        this.channels = channels;
        this.convolution = addChildBlock("convolution", convolution);
        this.label = addChildBlock("label", label);
        this.attended = attended.map(block -> addChildBlock("attended", block));
        this.sum = sum;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray features = convolution
                .forward(parameters, new NDList(inputs.head()), training, options)
                .singletonOrThrow();
        NDList outputs = label.forward(parameters, new NDList(flat(features).mean(PLACES)), training, options);
        attended.ifPresent(block -> {
            NDArray weighted = flat(features.mul(inputs.get(1)));
            NDArray pooled = sum ? weighted.sum(PLACES) : weighted.mean(PLACES);
            outputs.addAll(block.forward(parameters, new NDList(pooled), training, options));
        });
        return outputs;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape pooled = new Shape(inputShapes[0].get(0), channels);
        convolution.initialize(manager, dataType, inputShapes[0]);
        label.initialize(manager, dataType, pooled);
        attended.ifPresent(block -> block.initialize(manager, dataType, pooled));
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value features = graph.block(convolution, inputs.get(0));
        List<Value> outputs = new ArrayList<>(List.of(graph.block(label, graph.mean(features, false, POSITIONS))));
        attended.ifPresent(block -> {
            Value weighted = graph.mul(features, inputs.get(1));
            Value pooled = sum ? graph.sum(weighted, false, POSITIONS) : graph.mean(weighted, false, POSITIONS);
            outputs.add(graph.block(block, pooled));
        });
        return outputs;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] pooled = {new Shape(inputShapes[0].get(0), channels)};
        Shape labels = label.getOutputShapes(pooled)[0];
        return attended.isPresent() ? new Shape[] {labels, labels} : new Shape[] {labels};
    }

    private NDArray flat(NDArray map) {
        return map.reshape(map.getShape().get(0), channels, -1);
    }
}
