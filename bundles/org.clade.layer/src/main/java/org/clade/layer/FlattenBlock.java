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

/** Flattens the numbers of each image into one row. */
final class FlattenBlock extends AbstractBlock implements ExportableBlock {

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
    public List<Value> export(Graph graph, List<Value> inputs) {
        return List.of(graph.reshape(inputs.get(0), inputs.get(0).size()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape map = inputShapes[0];
        return new Shape[] {new Shape(map.get(0), map.slice(1).size())};
    }
}
