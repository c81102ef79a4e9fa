package org.clade.task.turtle;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.layer.Layers;

/** A linear layer with softmax on each feature space, its rows given by direction and length. */
final class TaskEncoderBlock extends AbstractBlock implements ExportableBlock {

    private static final byte VERSION = 1;
    private static final int[] COLUMNS = {1};

    private record SpaceEncoder(Parameter direction, Parameter length, Parameter bias) {}

    private final FeatureSpaces spaces;
    private final int clusters;
    private final List<SpaceEncoder> encoders = new ArrayList<>();

    /**
     * The encoders.
     *
     * @param spaces splits the features
     * @param widths the width of each space
     * @param clusters K
     */
    TaskEncoderBlock(FeatureSpaces spaces, List<Integer> widths, int clusters) {
        super(VERSION);
        this.spaces = spaces;
        this.clusters = clusters;
        for (int width : widths) {
            String name = "space" + (encoders.size() + 1);
            Initializer uniform = new UniformInitializer((float) (1 / Math.sqrt(width)));
            encoders.add(new SpaceEncoder(
                    parameter(name + "_v", uniform, new Shape(clusters, width)),
                    parameter(name + "_g", Initializer.ONES, new Shape(clusters, 1)),
                    parameter(name + "_bias", uniform, new Shape(clusters))));
        }
    }

    private Parameter parameter(String name, Initializer initializer, Shape shape) {
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.OTHER) // stays float32: it is no factor of a matrix product
                .optInitializer(initializer)
                .optShape(shape)
                .build());
    }

    @Override
    public void initialize(NDManager manager, DataType dataType, Shape... inputShapes) {
        super.initialize(manager, dataType, inputShapes);
        try (NDManager scope = manager.newSubManager()) {
            for (SpaceEncoder encoder : encoders) {
                NDArray norms = norms(encoder.direction().getArray());
                norms.attach(scope);
                norms.copyTo(encoder.length().getArray());
            }
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
        NDArray input = inputs.head();
        Device device = input.getDevice();
        List<NDList> values = encoders.stream()
                .map(encoder -> new NDList(
                        store.getValue(encoder.direction(), device, training),
                        store.getValue(encoder.length(), device, training),
                        store.getValue(encoder.bias(), device, training)))
                .toList();
        try (NDScope scope = new NDScope()) { // arrays made of the weights alone belong to the weights' scope
            scope.suppressNotUsedWarning();
            NDList columns = spaces.split(input.reshape(input.getShape().get(0), -1));
            NDList labels = new NDList();
            NDArray sum = null;
            for (int j = 0; j < encoders.size(); j++) {
                NDArray v = values.get(j).get(0);
                NDArray weight = v.div(norms(v)).mul(values.get(j).get(1));
                NDArray label = Layers.toFloat32(columns.get(j).matMul(weight.transpose()))
                        .add(values.get(j).get(2))
                        .softmax(1);
                labels.add(label);
                sum = sum == null ? label : sum.add(label);
            }
            NDArray bySpace = labels.size() == 1
                    ? labels.head()
                    : NDArrays.concat(labels, 1); // DJL copies one array without its gradient
            NDList outputs = new NDList(sum.div((float) encoders.size()), bySpace);
            outputs.forEach(NDScope::unregister);
            return outputs;
        }
    }

    private static NDArray norms(NDArray rows) {
        return rows.square().sum(COLUMNS, true).sqrt();
    }

    @Override
    public List<Value> export(Graph graph, List<Value> inputs) {
        Value features = graph.reshape(inputs.get(0), inputs.get(0).size());
        List<Integer> widths = spaces.in((int) inputs.get(0).size());
        List<Value> labels = new ArrayList<>();
        long from = 0;
        for (int j = 0; j < encoders.size(); j++) {
            SpaceEncoder encoder = encoders.get(j);
            Value v = graph.parameter(encoder.direction());
            Value norms = graph.elementwise(Elementwise.SQRT, graph.sum(graph.mul(v, v), true, 1));
            Value weight = graph.mul(graph.div(v, norms), graph.parameter(encoder.length()));
            Value columns = graph.slice(features, 1, from, from + widths.get(j));
            labels.add(graph.softmax(graph.linear(columns, weight, Optional.of(graph.parameter(encoder.bias()))), 1));
            from += widths.get(j);
        }
        Value sum = labels.stream().reduce(graph::add).orElseThrow();
        return List.of(graph.div(sum, encoders.size()), graph.cat(1, labels));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        long rows = inputShapes[0].get(0);
        return new Shape[] {new Shape(rows, clusters), new Shape(rows, (long) encoders.size() * clusters)};
    }
}
