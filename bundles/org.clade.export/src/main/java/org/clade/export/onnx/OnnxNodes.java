package org.clade.export.onnx;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.export.graph.Node;
import org.clade.export.graph.Operator;

/** Appends operators of ONNX, of the operator set {@value #OPSET}, or of that of a file which becomes part of the network. */
final class OnnxNodes {

    /** The set that has all operators and that every ONNX Runtime since 1.12 (2022) reads. */
    static final int OPSET = 17;

    /** From this set on, the axes of a mean are an input. */
    private static final int AXES_OF_MEAN = 18;

    /** From this set on, sampling between pixels is called linear. */
    private static final int LINEAR_SAMPLING = 20;

    private final GraphProto.Builder graph;
    private final int set;
    private final Map<OpaqueNetwork, OnnxNetworkFile> files;
    private int helpers;

    /**
     * Appends to a graph.
     *
     * @param graph gets nodes and initializers
     * @param set the operator set, from 13 on
     * @param files the files that become part of it
     */
    OnnxNodes(GraphProto.Builder graph, int set, Map<OpaqueNetwork, OnnxNetworkFile> files) {
        this.graph = graph;
        this.set = set;
        this.files = files;
    }

    /** Appends an operator, or a whole file. */
    void append(Node node) throws IOException {
        if (node.operator() instanceof Elementwise function) {
            elementwise(function, node);
        } else {
            structured((Operator) node.operator(), node);
        }
    }

    private void elementwise(Elementwise function, Node node) {
        switch (function) {
            case LESS, EQUAL -> {
                String truth = helper();
                add(name(function), names(node), truth);
                add("Cast", List.of(truth), node.output().name(), whole("to", type(DataType.FLOAT32)));
            }
            default -> add(name(function), names(node), node.output().name());
        }
    }

    private static String name(Elementwise function) {
        String name = function.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private void structured(Operator operator, Node node) throws IOException {
        List<String> inputs = names(node);
        String output = node.output().name();
        switch (operator) {
            case CONV2D -> add("Conv", inputs, output, longs("strides", node.longs("stride")), pads(node));
            case LINEAR -> linear(node, inputs, output);
            case BATCH_NORM -> add("BatchNormalization", inputs, output, number("epsilon", node.number("epsilon")));
            case LAYER_NORM -> {
                require(OPSET, "layer normalization");
                add("LayerNormalization", inputs, output, number("epsilon", node.number("epsilon")), whole("axis", -1));
            }
            case MAX_POOL2D -> add(
                    "MaxPool", inputs, output, window(node), longs("strides", node.longs("stride")), pads(node));
            case AVG_POOL2D -> add(
                    "AveragePool", inputs, output, window(node), longs("strides", node.longs("stride")), pads(node));
            case SUM -> add(
                    "ReduceSum",
                    List.of(inputs.get(0), constant(node.longs("axes"))),
                    output,
                    whole("keepdims", node.flag("keep") ? 1 : 0));
            case MEAN -> mean(node, inputs.get(0), output);
            case SOFTMAX -> add("Softmax", inputs, output, whole("axis", node.whole("axis")));
            case LOG_SOFTMAX -> add("LogSoftmax", inputs, output, whole("axis", node.whole("axis")));
            case CLIP -> add(
                    "Clip",
                    List.of(
                            inputs.get(0),
                            constant(node.number("least"), node.output().type()),
                            constant(node.number("most"), node.output().type())),
                    output);
            case RESHAPE -> add("Reshape", List.of(inputs.get(0), constant(node.longs("shape"))), output);
            case PERMUTE -> add("Transpose", inputs, output, longs("perm", node.longs("axes")));
            case SLICE -> slice(inputs.get(0), node.whole("axis"), node.longs("range"), output);
            case CAT -> add("Concat", inputs, output, whole("axis", node.whole("axis")));
            case MATMUL -> add("MatMul", inputs, output);
            case GRID_SAMPLE -> {
                require(OPSET, "sampling between pixels");
                add(
                        "GridSample",
                        inputs,
                        output,
                        text("mode", set < LINEAR_SAMPLING ? "bilinear" : "linear"),
                        text("padding_mode", "zeros"),
                        whole("align_corners", node.flag("corners") ? 1 : 0));
            }
            case EXPAND -> expand(node, output);
            case CAST -> add("Cast", inputs, output, whole("to", type(node.type("type"))));
            case OPAQUE -> files.get(node.file()).appendTo(graph, inputs.get(0), output);
        }
    }

    private void require(int least, String what) {
        if (set < least) {
            throw new RefusedException(
                    "The network needs %s, which ONNX has from operator set %s on, and the file of its backbone has set %s; export that file again (opset_version=%2$s)."
                            .formatted(what, least, set));
        }
    }

    private void mean(Node node, String x, String output) {
        AttributeProto keep = whole("keepdims", node.flag("keep") ? 1 : 0);
        if (set < AXES_OF_MEAN) {
            add("ReduceMean", List.of(x), output, longs("axes", node.longs("axes")), keep);
        } else {
            add("ReduceMean", List.of(x, constant(node.longs("axes"))), output, keep);
        }
    }

    private void linear(Node node, List<String> inputs, String output) {
        if (node.input(0).shape().dimension() == 2) {
            add("Gemm", inputs, output, whole("transB", 1));
            return;
        }
        String transposed = helper();
        add("Transpose", List.of(inputs.get(1)), transposed, longs("perm", List.of(1L, 0L)));
        if (inputs.size() == 2) {
            add("MatMul", List.of(inputs.get(0), transposed), output);
            return;
        }
        String product = helper();
        add("MatMul", List.of(inputs.get(0), transposed), product);
        add("Add", List.of(product, inputs.get(2)), output);
    }

    private void slice(String x, long axis, List<Long> range, String output) {
        add(
                "Slice",
                List.of(x, constant(range.subList(0, 1)), constant(range.subList(1, 2)), constant(List.of(axis))),
                output);
    }

    private void expand(Node node, String output) {
        String sizes = helper();
        add("Shape", List.of(node.input(1).name()), sizes);
        String images = helper();
        slice(sizes, 0, List.of(0L, 1L), images);
        Shape one = node.input(0).shape();
        String shape = helper();
        add(
                "Concat",
                List.of(
                        images,
                        constant(LongStream.of(one.slice(1).getShape()).boxed().toList())),
                shape,
                whole("axis", 0));
        add("Expand", List.of(node.input(0).name(), shape), output);
    }

    private String helper() {
        helpers++;
        return "h" + helpers;
    }

    private static List<String> names(Node node) {
        return node.inputs().stream().map(Value::name).toList();
    }

    private void add(String operator, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator + "_" + output)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
    }

    private String constant(List<Long> numbers) {
        ByteBuffer bytes = littleEndian(numbers.size() * Long.BYTES);
        numbers.forEach(bytes::putLong);
        return constant(TensorProto.DataType.INT64.getNumber(), List.of((long) numbers.size()), bytes);
    }

    private String constant(double number, DataType type) {
        ByteBuffer bytes = littleEndian(type.getNumOfBytes());
        if (type == DataType.FLOAT64) {
            bytes.putDouble(number);
        } else {
            bytes.putFloat((float) number);
        }
        return constant(type(type), List.of(), bytes);
    }

    private String constant(int type, List<Long> shape, ByteBuffer bytes) {
        String name = helper();
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type)
                .addAllDims(shape)
                .setRawData(ByteString.copyFrom(bytes.array())));
        return name;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return ONNX's number of a type} */
    static int type(DataType type) {
        return (type == DataType.FLOAT64 ? TensorProto.DataType.DOUBLE : TensorProto.DataType.FLOAT).getNumber();
    }

    private static AttributeProto window(Node node) {
        return longs("kernel_shape", node.longs("window"));
    }

    /** ONNX wants the padding at the beginning of each dimension, then that at the end of each. */
    private static AttributeProto pads(Node node) {
        List<Long> pads = new ArrayList<>(node.longs("padding"));
        pads.addAll(node.longs("padding"));
        return longs("pads", pads);
    }

    private static AttributeProto longs(String name, List<Long> numbers) {
        return attribute(name, AttributeProto.AttributeType.INTS)
                .addAllInts(numbers)
                .build();
    }

    private static AttributeProto whole(String name, long number) {
        return attribute(name, AttributeProto.AttributeType.INT).setI(number).build();
    }

    private static AttributeProto number(String name, double number) {
        return attribute(name, AttributeProto.AttributeType.FLOAT)
                .setF((float) number)
                .build();
    }

    private static AttributeProto text(String name, String text) {
        return attribute(name, AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(text))
                .build();
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
