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

/** The mean of each channel of a map. */
final class GlobalAverageBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    GlobalAverageBlock() {
        super(VERSION);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray map = inputs.singletonOrThrow();
        try (NDArray means = map.getNDArrayInternal().globalAvgPool()) {
            return new NDList(means.reshape(map.size(0), map.size(1), 1, 1));
        }
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        return List.of(graph.mean(inputs.get(0), true, 2, 3));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(1), 1, 1)};
    }
}
