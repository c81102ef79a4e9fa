package org.clade.head;

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

/** Passes only the features to a block if the input also has an attention map. */
final class FeaturesBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    private final Block reader;

    FeaturesBlock(Block reader) {
        super(VERSION);
        this.reader = addChildBlock("reader", reader);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        return reader.forward(parameters, new NDList(inputs.head()), training, options);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        reader.initialize(manager, dataType, inputShapes[0]);
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        return graph.block(reader, inputs.subList(0, 1));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return reader.getOutputShapes(new Shape[] {inputShapes[0]});
    }
}
