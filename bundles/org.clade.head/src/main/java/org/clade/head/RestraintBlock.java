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
import java.util.List;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.layer.Layers;

/** From features to the softmax of dense layers, and the same at length 1. */
final class RestraintBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;
    private static final int[] ENTRIES = {1};

    private final Block dense;
    private final float epsilon;

    /**
     * A restraint layer.
     *
     * @param dense from features to N×K logits
     * @param epsilon added to each number inside the length
     */
    RestraintBlock(Block dense, float epsilon) {
        super(VERSION);
        this.dense = addChildBlock("dense", dense);
        this.epsilon = epsilon;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray logits = dense.forward(parameters, inputs, training, options).singletonOrThrow();
        NDArray probabilities = Layers.toFloat32(logits).softmax(1);
        NDArray lengths = probabilities.add(epsilon).square().sum(ENTRIES, true).sqrt();
        return new NDList(probabilities, probabilities.div(lengths));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        dense.initialize(manager, dataType, inputShapes);
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value probabilities = graph.softmax(graph.block(dense, inputs.get(0)), 1);
        Value added = graph.add(probabilities, epsilon);
        Value lengths = graph.elementwise(Elementwise.SQRT, graph.sum(graph.mul(added, added), true, 1));
        return List.of(probabilities, graph.div(probabilities, lengths));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape labels = dense.getOutputShapes(inputShapes)[0];
        return new Shape[] {labels, labels};
    }
}
