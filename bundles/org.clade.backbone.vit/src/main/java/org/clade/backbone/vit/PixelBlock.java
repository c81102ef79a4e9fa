package org.clade.backbone.vit;

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

/** A row of features as a map of one pixel, from N×C to N×C×1×1. */
final class PixelBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    PixelBlock() {
        super(VERSION);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray rows = inputs.singletonOrThrow();
        return new NDList(rows.reshape(rows.size(0), rows.size(1), 1, 1));
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        return List.of(graph.reshape(inputs.get(0), inputs.get(0).size(), 1, 1));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(1), 1, 1)};
    }
}
