package org.clade.layer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** The maximum of every 2×2 pixels; a last odd row or column is dropped. */
final class MaxPoolBlock extends AbstractBlock {

    private static final byte VERSION = 1;
    private static final Shape WINDOW = new Shape(2, 2);
    private static final Shape NO_PADDING = new Shape(0, 0);

    MaxPoolBlock() {
        super(VERSION);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        return new NDList(inputs.singletonOrThrow().getNDArrayInternal().maxPool(WINDOW, WINDOW, NO_PADDING, false));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape map = inputShapes[0];
        return new Shape[] {new Shape(map.get(0), map.get(1), map.get(2) / 2, map.get(3) / 2)};
    }
}
