package org.clade.export.onnx;

import ai.djl.ndarray.types.DataType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.export.graph.Node;
import org.clade.export.graph.RecordedNetwork;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.safetensors.TensorType;

/** A network as one ONNX file, the weights in it. */
public final class OnnxFile {

    /** The version of the file format that came with the operator set. */
    private static final int FORMAT = 8;

    /** A message of protobuf has less than 2 GB. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (1L << 20);

    private OnnxFile() {}

    /**
     * Writes the file.
     *
     * @param network the network
     * @param out where to; stays open
     * @throws IOException if it cannot be written
     * @throws RefusedException if its weights are too large for one file
     */
    public static void write(RecordedNetwork network, OutputStream out) throws IOException {
        checkSize(network.tensors().stream().mapToLong(OnnxFile::bytes).sum(), "; export the network to torchscript");
        Map<OpaqueNetwork, OnnxNetworkFile> files = new LinkedHashMap<>();
        for (OpaqueNetwork file : network.files()) {
            files.put(file, OnnxNetworkFile.read(file));
        }
        int set = files.values().stream()
                .mapToInt(OnnxNetworkFile::operatorSet)
                .max()
                .orElse(OnnxNodes.OPSET);
        GraphProto.Builder graph = GraphProto.newBuilder().setName("network").addInput(info(network.input()));
        for (NamedTensor tensor : network.tensors()) {
            graph.addInitializer(initializer(tensor));
        }
        OnnxNodes nodes = new OnnxNodes(graph, set, files);
        for (Node node : network.nodes()) {
            nodes.append(node);
        }
        network.outputs().forEach((name, value) -> {
            graph.addNode(NodeProto.newBuilder()
                    .setOpType("Identity")
                    .setName(name)
                    .addInput(value.name())
                    .addOutput(name));
            graph.addOutput(info(new Value(name, value.shape(), value.type())));
        });
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("Clade")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(set))
                .setGraph(graph);
        files.values().forEach(file -> file.appendTo(model));
        new TreeMap<>(network.metadata())
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        ModelProto built = model.build();
        checkSize(
                graph.getInitializerList().stream()
                        .mapToLong(tensor -> tensor.getRawData().size())
                        .sum(),
                "");
        built.writeTo(out);
    }

    private static void checkSize(long bytes, String advice) {
        if (bytes > MOST_BYTES) {
            throw new RefusedException(
                    "The weights take %s MB, and an ONNX file holds at most 2,047%s.".formatted(bytes >> 20, advice));
        }
    }

    private static long bytes(NamedTensor tensor) {
        return tensor.shape().stream().reduce((long) tensor.type().bytes(), Math::multiplyExact);
    }

    private static TensorProto initializer(NamedTensor tensor) throws IOException {
        ByteString.Output bytes = ByteString.newOutput(Math.toIntExact(bytes(tensor)));
        tensor.content().writeTo(bytes);
        return TensorProto.newBuilder()
                .setName(tensor.name())
                .setDataType(OnnxNodes.type(tensor.type() == TensorType.F64 ? DataType.FLOAT64 : DataType.FLOAT32))
                .addAllDims(tensor.shape())
                .setRawData(bytes.toByteString())
                .build();
    }

    private static ValueInfoProto info(Value value) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : value.shape().getShape()) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(size == Value.BATCH ? dimension.setDimParam("N") : dimension.setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(value.name())
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxNodes.type(value.type()))
                                .setShape(shape)))
                .build();
    }
}
