package org.clade.backbone.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** From N×T×width tokens to one row of features for each image. */
final class TokenPoolingBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    private final TokenPooling pooling;
    private final int registers;

    TokenPoolingBlock(TokenPooling pooling, int registers) {
        super(VERSION);
        this.pooling = pooling;
        this.registers = registers;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray tokens = inputs.singletonOrThrow();
        return new NDList(
                switch (pooling) {
                    case CLASS -> classToken(tokens);
                    case MEAN -> mean(tokens);
                    case CLASS_AND_MEAN -> {
                        try (NDArray first = classToken(tokens);
                                NDArray second = mean(tokens)) {
                            yield first.concat(second, 1);
                        }
                    }
                });
    }

    private static NDArray classToken(NDArray tokens) {
        return tokens.get(new NDIndex(":, 0"));
    }

    private NDArray mean(NDArray tokens) {
        try (NDArray patches = tokens.get(new NDIndex(":, " + (1 + registers) + ":"))) {
            return patches.mean(new int[] {1});
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), pooling.vectors() * inputShapes[0].get(2))};
    }
}
