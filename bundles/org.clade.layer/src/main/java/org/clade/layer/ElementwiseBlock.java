package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.function.UnaryOperator;

/** A function of one array that keeps its shape, as a block; DJL's own lambda block runs the function to learn the shape. */
class ElementwiseBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    private final UnaryOperator<NDArray> function;

    ElementwiseBlock(UnaryOperator<NDArray> function) {
        super(VERSION);
        this.function = function;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        return new NDList(function.apply(inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
