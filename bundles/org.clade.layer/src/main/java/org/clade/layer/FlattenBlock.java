package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** Flattens the numbers of each image into one row. */
final class FlattenBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    FlattenBlock() {
        super(VERSION);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray map = inputs.singletonOrThrow();
        return new NDList(map.reshape(map.getShape().get(0), -1));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape map = inputShapes[0];
        return new Shape[] {new Shape(map.get(0), map.slice(1).size())};
    }
}
