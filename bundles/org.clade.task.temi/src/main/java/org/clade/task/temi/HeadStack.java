package org.clade.task.temi;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.util.PairList;
import java.util.List;
import java.util.Optional;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.layer.Layers;

/**
 * The weights of all heads of one kind, students or teachers, and their forward pass. A head is a linear layer, GELU, a linear layer, a
 * projection to the unit sphere, and a linear layer without bias whose rows have a direction and a length. Heads are computed together.
 */
final class HeadStack {

    private static final float DEVIATION = 0.02f;

    /** What PyTorch's {@code normalize} divides by at least. */
    private static final double LEAST_NORM = 1e-12;

    private final HeadSizes sizes;
    private final Parameter inputWeight;
    private final Parameter inputBias;
    private final Parameter middleWeight;
    private final Parameter middleBias;
    private final Parameter direction;
    private final Parameter length;

    /**
     * The parameters of a stack.
     *
     * @param sizes the sizes of the layers
     * @param kind students or teachers, a part of the parameters' names
     * @param trained whether the parameters have gradients
     */
    HeadStack(HeadSizes sizes, String kind, boolean trained) {
        this.sizes = sizes;
        Initializer normal = new NormalInitializer(DEVIATION);
        inputWeight = parameter(kind + "_linear1_weight", trained, normal);
        inputBias = parameter(kind + "_linear1_bias", trained, Initializer.ZEROS);
        middleWeight = parameter(kind + "_linear2_weight", trained, normal);
        middleBias = parameter(kind + "_linear2_bias", trained, Initializer.ZEROS);
        direction = parameter(
                kind + "_last_v", trained, new UniformInitializer((float) (1 / Math.sqrt(sizes.bottleneck()))));
        length = parameter(kind + "_last_g", trained, Initializer.ONES);
    }

    private static Parameter parameter(String name, boolean trained, Initializer initializer) {
        return Parameter.builder()
                .setName(name)
                .setType(trained ? Parameter.Type.WEIGHT : Parameter.Type.OTHER)
                .optInitializer(initializer)
                .optRequiresGrad(trained)
                .build();
    }

    /** {@return its parameters: the weights and biases of two layers, the directions and lengths of the last} */
    List<Parameter> parameters() {
        return List.of(inputWeight, inputBias, middleWeight, middleBias, direction, length);
    }

    /** Sets the shapes for features of a width; one bias of all heads is a vector, so that only matrices decay. */
    void prepare(long features) {
        int heads = sizes.heads();
        inputWeight.setShape(new Shape((long) heads * sizes.hidden(), features));
        inputBias.setShape(new Shape((long) heads * sizes.hidden()));
        middleWeight.setShape(new Shape(heads, sizes.bottleneck(), sizes.hidden()));
        middleBias.setShape(new Shape((long) heads * sizes.bottleneck()));
        direction.setShape(new Shape(heads, sizes.clusters(), sizes.bottleneck()));
        length.setShape(new Shape(heads, sizes.clusters(), 1));
    }

    /**
     * Its values.
     *
     * @param store holds the values
     * @param device the device of the features
     * @param training whether the network trains
     * @return one array for each parameter
     */
    NDList values(ParameterStore store, Device device, boolean training) {
        NDList values = new NDList();
        parameters().forEach(parameter -> values.add(store.getValue(parameter, device, training)));
        return values;
    }

    /**
     * The logits of all heads. Arrays that come from the weights alone belong to the weights' scope, so the caller frees what this makes.
     *
     * @param values the values of the parameters
     * @param features N×D
     * @param frozen whether the last layer gets no gradient
     * @param options the options of the forward pass
     * @return N×H×K
     */
    NDArray logits(NDList values, NDArray features, boolean frozen, PairList<String, Object> options) {
        long rows = features.getShape().get(0);
        Optional<TensorEngine> engine = ForwardMode.engine(options);
        NDArray hidden = engine.isPresent()
                ? engine.get().operators().linear(features, values.get(0), values.get(1))
                : features.matMul(values.get(0).transpose()).add(values.get(1));
        NDArray byHead = hidden.getNDArrayInternal()
                .gelu()
                .reshape(rows, sizes.heads(), sizes.hidden())
                .transpose(1, 0, 2);
        NDArray middle = Layers.toFloat32(byHead.matMul(values.get(2).transpose(0, 2, 1)))
                .add(values.get(3).reshape(sizes.heads(), 1, sizes.bottleneck()));
        NDArray v = values.get(4);
        NDArray weight = v.div(v.square().sum(new int[] {2}, true).sqrt()).mul(values.get(5));
        NDArray last = frozen ? weight.stopGradient() : weight;
        return Layers.toFloat32(middle.normalize(2, 2).matMul(last.transpose(0, 2, 1)))
                .transpose(1, 0, 2);
    }

    /** Appends {@link #logits}, outside training, to a graph. */
    Value export(Graph graph, Value features) {
        Value hidden = graph.gelu(
                graph.linear(features, graph.parameter(inputWeight), Optional.of(graph.parameter(inputBias))));
        Value byHead = graph.permute(graph.reshape(hidden, sizes.heads(), sizes.hidden()), 1, 0, 2);
        Value middle = graph.add(
                graph.matmul(byHead, graph.permute(graph.parameter(middleWeight), 0, 2, 1)),
                graph.reshape(graph.parameter(middleBias), 1, sizes.bottleneck()));
        Value norms = graph.clip(norms(graph, middle), LEAST_NORM, Float.MAX_VALUE);
        Value v = graph.parameter(direction);
        Value last = graph.mul(graph.div(v, norms(graph, v)), graph.parameter(length));
        Value logits = graph.matmul(graph.div(middle, norms), graph.permute(last, 0, 2, 1));
        return graph.permute(logits, 1, 0, 2);
    }

    private static Value norms(Graph graph, Value rows) {
        return graph.elementwise(Elementwise.SQRT, graph.sum(graph.mul(rows, rows), true, 2));
    }

    /** Copies the values of another stack. */
    void copy(HeadStack other) {
        for (int i = 0; i < parameters().size(); i++) {
            other.parameters().get(i).getArray().copyTo(parameters().get(i).getArray());
        }
    }

    /** Moves the values towards those of another stack: t ← momentum · t + (1 - momentum) · s. */
    void follow(HeadStack other, double momentum) {
        for (int i = 0; i < parameters().size(); i++) {
            NDArray step = other.parameters().get(i).getArray().mul((float) (1 - momentum));
            parameters().get(i).getArray().muli((float) momentum).addi(step);
        }
    }
}
