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
import org.clade.layer.Layers;

/** From features to the softmax of dense layers, and the same at length 1. */
final class RestraintBlock extends AbstractBlock {

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
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape labels = dense.getOutputShapes(inputShapes)[0];
        return new Shape[] {labels, labels};
    }
}
