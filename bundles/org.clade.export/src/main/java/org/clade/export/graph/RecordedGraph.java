package org.clade.export.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.ExportableBlock;
import org.clade.api.graph.Graph;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.safetensors.TensorContent;
import org.clade.tensor.safetensors.TensorType;

/** A graph that keeps its operators in a list. */
public final class RecordedGraph implements Graph {

    private static final String AXES = "axes";
    private static final String AXIS = "axis";
    private static final String EPSILON = "epsilon";
    private static final String PADDING = "padding";
    private static final String STRIDE = "stride";
    private static final String WINDOW = "window";

    private static final Set<Parameter.Type> STATISTICS =
            EnumSet.of(Parameter.Type.RUNNING_MEAN, Parameter.Type.RUNNING_VAR);

    private final Value input;
    private final Map<NDArray, String> names = new IdentityHashMap<>();
    private final Map<String, Value> parameters = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<NamedTensor> tensors = new ArrayList<>();
    private final List<String> learned = new ArrayList<>();
    private int constants;

    /**
     * An empty graph.
     *
     * @param image C×H×W of its input
     * @param names the arrays of the network by name
     */
    public RecordedGraph(Shape image, Map<String, NDArray> names) {
        long[] sizes = new long[image.dimension() + 1];
        sizes[0] = Value.BATCH;
        System.arraycopy(image.getShape(), 0, sizes, 1, image.dimension());
        this.input = new Value("images", new Shape(sizes), DataType.FLOAT32);
        names.forEach((name, array) -> this.names.put(array, name));
    }

    /** {@return the images} */
    public Value input() {
        return input;
    }

    /**
     * The network that was appended, without the operators that none of its results needs.
     *
     * @param outputs what it returns, by name, in order
     * @param metadata texts about it
     * @return the network
     */
    public RecordedNetwork network(Map<String, Value> outputs, Map<String, String> metadata) {
        Set<String> needed = new HashSet<>();
        outputs.values().forEach(output -> needed.add(output.name()));
        Deque<Node> kept = new ArrayDeque<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (needed.contains(node.output().name())) {
                kept.addFirst(node);
                node.inputs().forEach(value -> needed.add(value.name()));
            }
        }
        return new RecordedNetwork(
                input,
                outputs,
                List.copyOf(kept),
                tensors.stream()
                        .filter(tensor -> needed.contains(tensor.name()))
                        .toList(),
                learned.stream().filter(needed::contains).collect(Collectors.toSet()),
                metadata);
    }

    @Override
    public List<Value> block(Block block, List<Value> inputs) {
        return block instanceof ExportableBlock exportable
                ? exportable.export(this, inputs)
                : LibraryBlocks.append(this, block, inputs);
    }

    @Override
    public Value parameter(Parameter parameter) {
        NDArray array = parameter.getArray();
        String name = names.get(array);
        if (name == null) {
            throw new RefusedException("The array %s is no weight of the network.".formatted(parameter.getName()));
        }
        return parameters.computeIfAbsent(name, each -> {
            if (!STATISTICS.contains(parameter.getType())) {
                learned.add(name);
            }
            return tensor(name, array.getShape(), DataType.FLOAT32, out -> TensorContent.floats(array.toFloatArray())
                    .writeTo(out));
        });
    }

    @Override
    public Value constant(double[] values, Shape shape, DataType type) {
        constants++;
        return tensor("constant" + constants, shape, type, out -> write(values, type, out));
    }

    private static void write(double[] values, DataType type, OutputStream out) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * type.getNumOfBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (type == DataType.FLOAT64) {
                bytes.putDouble(value);
            } else {
                bytes.putFloat((float) value);
            }
        }
        out.write(bytes.array());
    }

    private Value tensor(String name, Shape shape, DataType type, TensorContent content) {
        TensorType kind = type == DataType.FLOAT64 ? TensorType.F64 : TensorType.F32;
        List<Long> sizes = Arrays.stream(shape.getShape()).boxed().toList();
        tensors.add(new NamedTensor(name, kind, sizes, content));
        return new Value(name, shape, type);
    }

    private Value append(Enum<?> operator, Shape shape, Map<String, Object> attributes, List<Value> inputs) {
        return append(operator, shape, inputs.get(0).type(), attributes, inputs);
    }

    private Value append(
            Enum<?> operator, Shape shape, DataType type, Map<String, Object> attributes, List<Value> inputs) {
        Value output = new Value("v" + (nodes.size() + 1), shape, type);
        nodes.add(new Node(operator, attributes, inputs, output));
        return output;
    }

    @Override
    public Value elementwise(Elementwise function, Value... inputs) {
        if (inputs.length != function.inputs()) {
            throw new IllegalArgumentException(
                    "%s has %s inputs, not %s".formatted(function, function.inputs(), inputs.length));
        }
        Shape shape = Arrays.stream(inputs)
                .map(Value::shape)
                .reduce(Shapes::broadcast)
                .orElseThrow();
        boolean truth = function == Elementwise.LESS || function == Elementwise.EQUAL;
        return append(function, shape, truth ? DataType.FLOAT32 : inputs[0].type(), Map.of(), List.of(inputs));
    }

    @Override
    public Value conv2d(Value x, Value weight, Optional<Value> bias, Shape stride, Shape padding) {
        long[] window = weight.shape().slice(2).getShape();
        return append(
                Operator.CONV2D,
                Shapes.windows(x.shape(), weight.shape().get(0), window, stride, padding),
                Map.of(STRIDE, stride.getShape(), PADDING, padding.getShape()),
                with(bias, x, weight));
    }

    private static List<Value> with(Optional<Value> last, Value... first) {
        return Stream.concat(Arrays.stream(first), last.stream()).toList();
    }

    @Override
    public Value linear(Value x, Value weight, Optional<Value> bias) {
        Shape shape =
                Shapes.with(x.shape(), x.shape().dimension() - 1, weight.shape().get(0));
        return append(Operator.LINEAR, shape, Map.of(), with(bias, x, weight));
    }

    @Override
    public Value batchNorm(Value x, Value weight, Value bias, Value mean, Value variance, double epsilon) {
        return append(
                Operator.BATCH_NORM, x.shape(), Map.of(EPSILON, epsilon), List.of(x, weight, bias, mean, variance));
    }

    @Override
    public Value layerNorm(Value x, Value weight, Value bias, double epsilon) {
        return append(Operator.LAYER_NORM, x.shape(), Map.of(EPSILON, epsilon), List.of(x, weight, bias));
    }

    @Override
    public Value maxPool2d(Value x, long window, long stride, long padding) {
        return pool(Operator.MAX_POOL2D, x, window, stride, padding);
    }

    @Override
    public Value avgPool2d(Value x, long window) {
        return pool(Operator.AVG_POOL2D, x, window, window, 0);
    }

    private Value pool(Operator operator, Value x, long window, long stride, long padding) {
        long[] windows = {window, window};
        Shape steps = new Shape(stride, stride);
        Shape border = new Shape(padding, padding);
        return append(
                operator,
                Shapes.windows(x.shape(), x.shape().get(1), windows, steps, border),
                Map.of(WINDOW, windows, STRIDE, steps.getShape(), PADDING, border.getShape()),
                List.of(x));
    }

    @Override
    public Value sum(Value x, boolean keep, int... axes) {
        return reduced(Operator.SUM, x, keep, axes);
    }

    @Override
    public Value mean(Value x, boolean keep, int... axes) {
        return reduced(Operator.MEAN, x, keep, axes);
    }

    private Value reduced(Operator operator, Value x, boolean keep, int... axes) {
        return append(
                operator, Shapes.reduced(x.shape(), keep, axes), Map.of(AXES, longs(axes), "keep", keep), List.of(x));
    }

    private static long[] longs(int... numbers) {
        return Arrays.stream(numbers).asLongStream().toArray();
    }

    @Override
    public Value softmax(Value x, int axis) {
        return append(Operator.SOFTMAX, x.shape(), Map.of(AXIS, longs(axis)), List.of(x));
    }

    @Override
    public Value logSoftmax(Value x, int axis) {
        return append(Operator.LOG_SOFTMAX, x.shape(), Map.of(AXIS, longs(axis)), List.of(x));
    }

    @Override
    public Value clip(Value x, double least, double most) {
        return append(Operator.CLIP, x.shape(), Map.of("least", least, "most", most), List.of(x));
    }

    @Override
    public Value reshape(Value x, long... rest) {
        long[] sizes = new long[rest.length + 1];
        boolean images = x.shape().get(0) == Value.BATCH;
        sizes[0] = images ? Value.BATCH : x.shape().size() / new Shape(rest).size();
        System.arraycopy(rest, 0, sizes, 1, rest.length);
        return append(Operator.RESHAPE, new Shape(sizes), Map.of("shape", sizes), List.of(x));
    }

    @Override
    public Value permute(Value x, int... axes) {
        Shape shape = new Shape(Arrays.stream(axes).mapToLong(x.shape()::get).toArray());
        return append(Operator.PERMUTE, shape, Map.of(AXES, longs(axes)), List.of(x));
    }

    @Override
    public Value slice(Value x, int axis, long from, long to) {
        return append(
                Operator.SLICE,
                Shapes.with(x.shape(), axis, to - from),
                Map.of(AXIS, longs(axis), "range", new long[] {from, to}),
                List.of(x));
    }

    @Override
    public Value cat(int axis, List<Value> values) {
        long size = values.stream().mapToLong(value -> value.shape().get(axis)).sum();
        return append(Operator.CAT, Shapes.with(values.get(0).shape(), axis, size), Map.of(AXIS, longs(axis)), values);
    }

    @Override
    public Value matmul(Value x, Value y) {
        return append(Operator.MATMUL, Shapes.product(x.shape(), y.shape()), Map.of(), List.of(x, y));
    }

    @Override
    public Value gridSample(Value x, Value grid, boolean alignCorners) {
        Shape shape = new Shape(
                x.shape().get(0),
                x.shape().get(1),
                grid.shape().get(1),
                grid.shape().get(2));
        return append(Operator.GRID_SAMPLE, shape, Map.of("corners", alignCorners), List.of(x, grid));
    }

    @Override
    public Value expand(Value one, Value like) {
        return append(Operator.EXPAND, Shapes.with(one.shape(), 0, Value.BATCH), Map.of(), List.of(one, like));
    }

    @Override
    public Value cast(Value x, DataType type) {
        return append(Operator.CAST, x.shape(), type, Map.of("type", type), List.of(x));
    }

    @Override
    public Value opaque(OpaqueNetwork network, Value images) {
        return append(Operator.OPAQUE, network.shape(), Map.of("file", network), List.of(images));
    }
}
