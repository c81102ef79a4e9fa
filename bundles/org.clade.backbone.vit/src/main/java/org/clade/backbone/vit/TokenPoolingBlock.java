package org.clade.backbone.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** From N×T×width tokens to one row of features for each image. */
final class TokenPoolingBlock extends AbstractBlock implements ExportableBlock {

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
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value tokens = inputs.get(0);
        return List.of(
                switch (pooling) {
                    case CLASS -> classToken(graph, tokens);
                    case MEAN -> mean(graph, tokens);
                    case CLASS_AND_MEAN -> graph.cat(1, List.of(classToken(graph, tokens), mean(graph, tokens)));
                });
    }

    private static Value classToken(Graph graph, Value tokens) {
        return graph.reshape(graph.slice(tokens, 1, 0, 1), tokens.shape().get(2));
    }

    private Value mean(Graph graph, Value tokens) {
        return graph.mean(graph.slice(tokens, 1, 1 + registers, tokens.shape().get(1)), false, 1);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), pooling.vectors() * inputShapes[0].get(2))};
    }
}
