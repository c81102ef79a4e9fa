package org.clade.export.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.part.RefusedException;

/**
 * A model of ONNX that becomes part of another one. Each of its values gets a prefix, its only input becomes a value of the other graph, and
 * weights in a second file are taken in.
 */
final class OnnxNetworkFile {

    /** Since this operator set (2020) every operator that Clade writes has its present inputs. */
    private static final int OLDEST = 13;

    private static final String PREFIX = "backbone.";

    private final OpaqueNetwork file;
    private final ModelProto model;
    private final Map<String, String> replaced = new HashMap<>();

    private OnnxNetworkFile(OpaqueNetwork file, ModelProto model) {
        this.file = file;
        this.model = model;
    }

    /**
     * Reads a model.
     *
     * @param file the file, of the format ONNX
     * @return the model
     * @throws IOException if it cannot be read
     * @throws RefusedException if it is no model, or one of an operator set that is too old
     */
    static OnnxNetworkFile read(OpaqueNetwork file) throws IOException {
        try (InputStream in = Files.newInputStream(file.file())) {
            OnnxNetworkFile read = new OnnxNetworkFile(file, ModelProto.parseFrom(in));
            if (read.operatorSet() < OLDEST) {
                throw new RefusedException(
                        "“%s” has operator set %s of ONNX, and an export needs %s or newer; export that network again (opset_version=17)."
                                .formatted(file.file(), read.operatorSet(), OLDEST));
            }
            return read;
        } catch (InvalidProtocolBufferException e) {
            throw new RefusedException("“%s” is no model of ONNX: %s.".formatted(file.file(), e.getMessage()), e);
        }
    }

    /** {@return the version of ONNX's operators} */
    int operatorSet() {
        return (int) model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(OperatorSetIdProto::getVersion)
                .max()
                .orElse(1);
    }

    /** Raises the version of the file format to that of the file, and takes in other operators and functions. */
    void appendTo(ModelProto.Builder builder) {
        builder.setIrVersion(Math.max(builder.getIrVersion(), model.getIrVersion()));
        model.getOpsetImportList().stream()
                .filter(set -> !set.getDomain().isEmpty() && !set.getDomain().equals("ai.onnx"))
                .forEach(builder::addOpsetImport);
        builder.addAllFunctions(model.getFunctionsList());
    }

    /**
     * Appends its operators and weights.
     *
     * @param graph gets them
     * @param images the value that is its input
     * @param output the name of its result
     * @throws IOException if its weights cannot be read
     */
    void appendTo(GraphProto.Builder graph, String images, String output) throws IOException {
        GraphProto own = model.getGraph();
        List<String> weights = Stream.concat(
                        own.getInitializerList().stream().map(TensorProto::getName),
                        own.getSparseInitializerList().stream()
                                .map(sparse -> sparse.getValues().getName()))
                .toList();
        List<String> inputs = own.getInputList().stream()
                .map(ValueInfoProto::getName)
                .filter(name -> !weights.contains(name))
                .toList();
        if (inputs.size() != 1) {
            throw new RefusedException(
                    "“%s” takes %s, but images alone are expected; export only the part that sees images."
                            .formatted(file.file(), inputs));
        }
        replaced.put(inputs.get(0), images);
        for (TensorProto tensor : own.getInitializerList()) {
            graph.addInitializer(renamed(tensor));
        }
        for (SparseTensorProto sparse : own.getSparseInitializerList()) {
            graph.addSparseInitializer(sparse.toBuilder().setValues(renamed(sparse.getValues())));
        }
        for (NodeProto node : own.getNodeList()) {
            graph.addNode(renamed(node));
        }
        ValueInfoProto result = result(own);
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Cast")
                .setName(PREFIX + "result")
                .addInput(renamed(result.getName()))
                .addOutput(output)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(TensorProto.DataType.FLOAT.getNumber())));
    }

    private ValueInfoProto result(GraphProto own) {
        return own.getOutputList().stream()
                .filter(output -> output.getName().equals(file.name()))
                .findFirst()
                .orElseThrow(() -> new RefusedException("“%s” has no output “%s”, but %s; the file has changed."
                        .formatted(
                                file.file(),
                                file.name(),
                                own.getOutputList().stream()
                                        .map(ValueInfoProto::getName)
                                        .collect(Collectors.joining(", ")))));
    }

    private String renamed(String name) {
        return name.isEmpty() ? name : replaced.getOrDefault(name, PREFIX + name);
    }

    private NodeProto renamed(NodeProto node) throws IOException {
        NodeProto.Builder copy =
                node.toBuilder().clearInput().clearOutput().clearAttribute().setName(renamed(node.getName()));
        node.getInputList().forEach(name -> copy.addInput(renamed(name)));
        node.getOutputList().forEach(name -> copy.addOutput(renamed(name)));
        for (AttributeProto attribute : node.getAttributeList()) {
            copy.addAttribute(renamed(attribute));
        }
        return copy.build();
    }

    private AttributeProto renamed(AttributeProto attribute) throws IOException {
        AttributeProto.Builder copy = attribute.toBuilder();
        if (attribute.hasT()) {
            copy.setT(inlined(attribute.getT()));
        }
        for (int i = 0; i < attribute.getTensorsCount(); i++) {
            copy.setTensors(i, inlined(attribute.getTensors(i)));
        }
        if (attribute.hasG()) {
            copy.setG(renamed(attribute.getG()));
        }
        for (int i = 0; i < attribute.getGraphsCount(); i++) {
            copy.setGraphs(i, renamed(attribute.getGraphs(i)));
        }
        return copy.build();
    }

    /** A branch or the body of a loop: it sees the names outside. */
    private GraphProto renamed(GraphProto body) throws IOException {
        GraphProto.Builder copy = GraphProto.newBuilder().setName(renamed(body.getName()));
        body.getInputList().forEach(input -> copy.addInput(renamed(input)));
        body.getOutputList().forEach(output -> copy.addOutput(renamed(output)));
        for (TensorProto tensor : body.getInitializerList()) {
            copy.addInitializer(renamed(tensor));
        }
        for (SparseTensorProto sparse : body.getSparseInitializerList()) {
            copy.addSparseInitializer(sparse.toBuilder().setValues(renamed(sparse.getValues())));
        }
        for (NodeProto node : body.getNodeList()) {
            copy.addNode(renamed(node));
        }
        return copy.build();
    }

    private ValueInfoProto renamed(ValueInfoProto value) {
        return value.toBuilder().setName(renamed(value.getName())).build();
    }

    private TensorProto renamed(TensorProto tensor) throws IOException {
        return inlined(tensor).toBuilder().setName(renamed(tensor.getName())).build();
    }

    private TensorProto inlined(TensorProto tensor) throws IOException {
        if (tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL) {
            return tensor;
        }
        Map<String, String> place = tensor.getExternalDataList().stream()
                .collect(Collectors.toMap(
                        StringStringEntryProto::getKey, StringStringEntryProto::getValue, (first, second) -> second));
        Path folder = file.file().toAbsolutePath().normalize().getParent();
        Path weights = folder.resolve(place.getOrDefault("location", "")).normalize();
        if (!weights.startsWith(folder)) {
            throw new RefusedException("“%s” has weights in “%s”, outside of its folder; put them next to it."
                    .formatted(file.file(), weights));
        }
        try (FileChannel channel = FileChannel.open(weights)) {
            long offset = Long.parseLong(place.getOrDefault("offset", "0"));
            long length = place.containsKey("length") ? Long.parseLong(place.get("length")) : channel.size() - offset;
            if (offset < 0 || length < 0 || offset + length > channel.size()) {
                throw new EOFException("“%s” ends before the weights “%s”".formatted(weights, tensor.getName()));
            }
            return tensor.toBuilder()
                    .clearExternalData()
                    .clearDataLocation()
                    .setRawData(ByteString.copyFrom(
                            Channels.newInputStream(channel.position(offset)).readNBytes(Math.toIntExact(length))))
                    .build();
        }
    }
}
