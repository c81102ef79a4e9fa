package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** A map as a list of tokens. */
final class TokensBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    TokensBlock() {
        super(VERSION);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray map = inputs.singletonOrThrow();
        try (NDArray rows = map.reshape(map.size(0), map.size(1), -1)) {
            return new NDList(rows.transpose(0, 2, 1));
        }
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Shape map = inputs.get(0).shape();
        Value rows = graph.reshape(inputs.get(0), map.get(1), map.get(2) * map.get(3));
        return List.of(graph.permute(rows, 0, 2, 1));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape map = inputShapes[0];
        return new Shape[] {new Shape(map.get(0), map.get(2) * map.get(3), map.get(1))};
    }
}
