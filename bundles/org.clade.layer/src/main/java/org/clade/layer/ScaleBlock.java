package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.util.PairList;
import java.util.List;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** A factor for each column of the last axis. */
final class ScaleBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    private final Parameter weight;

    ScaleBlock(double start) {
        super(VERSION);
        this.weight = addParameter(Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.GAMMA)
                .optInitializer(new ConstantInitializer((float) start))
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray input = inputs.singletonOrThrow();
        return new NDList(input.mul(store.getValue(weight, input.getDevice(), training)));
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        return List.of(graph.mul(inputs.get(0), graph.parameter(weight)));
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        weight.setShape(new Shape(inputShapes[0].get(inputShapes[0].dimension() - 1)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
