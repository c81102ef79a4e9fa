package org.clade.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/** Layer normalization over the last axis; DJL's own block names its parameters otherwise and cannot count axes from the end. */
final class LayerNormBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;

    private final float epsilon;
    private final Parameter weight = addParameter(
            Parameter.builder().setName("weight").setType(Parameter.Type.GAMMA).build());
    private final Parameter bias = addParameter(
            Parameter.builder().setName("bias").setType(Parameter.Type.BETA).build());

    LayerNormBlock(double epsilon) {
        super(VERSION);
        this.epsilon = (float) epsilon;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray input = inputs.singletonOrThrow();
        NDArray rows = Layers.toFloat32(input);
        try {
            return LayerNorm.layerNorm(
                    rows,
                    new Shape(columns(input.getShape())),
                    store.getValue(weight, input.getDevice(), training),
                    store.getValue(bias, input.getDevice(), training),
                    epsilon);
        } finally {
            if (rows != input) {
                rows.close();
            }
        }
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        return List.of(graph.layerNorm(inputs.get(0), graph.parameter(weight), graph.parameter(bias), epsilon));
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        Shape columns = new Shape(columns(inputShapes[0]));
        weight.setShape(columns);
        bias.setShape(columns);
    }

    private static long columns(Shape shape) {
        return shape.get(shape.dimension() - 1);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
