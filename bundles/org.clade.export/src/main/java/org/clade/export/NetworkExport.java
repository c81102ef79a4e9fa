package org.clade.export;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.clade.api.data.ImageShape;
import org.clade.api.export.ExportFormat;
import org.clade.api.export.ExportedFile;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.api.run.TrainedNetwork;
import org.clade.api.signal.Signal;
import org.clade.export.graph.RecordedGraph;
import org.clade.export.graph.RecordedNetwork;
import org.clade.export.onnx.OnnxFile;
import org.clade.export.torchscript.NetworkScript;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.safetensors.SafetensorsWriter;
import org.clade.tensor.safetensors.TensorContent;
import org.clade.tensor.safetensors.TensorType;

/** Writes the network of a run, and its weights. */
final class NetworkExport {

    private static final String MEANS = "means";

    private final TrainedNetwork network;
    private final ExportPlan plan;
    private RecordedNetwork recorded;

    NetworkExport(TrainedNetwork network, ExportPlan plan) {
        this.network = network;
        this.plan = plan;
    }

    /** {@return whether a format is written by this class} */
    static boolean writes(ExportFormat format) {
        return format == ExportFormat.SAFETENSORS || format == ExportFormat.TORCHSCRIPT || format == ExportFormat.ONNX;
    }

    /** {@return the file of a format, written} */
    ExportedFile write(ExportFormat format) {
        Path file = plan.files(format).get(0);
        if (format == ExportFormat.SAFETENSORS) {
            List<NamedTensor> tensors = weights();
            plan.write(file, out -> SafetensorsWriter.write(out, metadata(), tensors));
            return new ExportedFile(format, file, "%s tensors of weights".formatted(tensors.size()));
        }
        RecordedNetwork whole = recorded();
        checkFiles(whole, format);
        if (format == ExportFormat.ONNX) {
            plan.write(file, out -> OnnxFile.write(whole, out));
        } else {
            plan.write(file, out -> new NetworkScript(whole).writeTo(out));
        }
        return new ExportedFile(
                format,
                file,
                "images N×%s to %s"
                        .formatted(
                                network.input(),
                                String.join(", ", whole.outputs().keySet())));
    }

    /**
     * Checks before anything is written that the network can have a format.
     *
     * @throws RefusedException if it has a network from a file of another format
     */
    void check(ExportFormat format) {
        if (format != ExportFormat.SAFETENSORS) {
            checkFiles(recorded(), format);
        }
    }

    private static void checkFiles(RecordedNetwork network, ExportFormat format) {
        OpaqueNetwork.Format wanted =
                format == ExportFormat.ONNX ? OpaqueNetwork.Format.ONNX : OpaqueNetwork.Format.TORCHSCRIPT;
        for (OpaqueNetwork file : network.files()) {
            if (file.format() != wanted) {
                throw new RefusedException(
                        "Clade takes “%s” into an export as it is and does not know its operators, which are %s's and not %s's; export the run to %s."
                                .formatted(
                                        file.file().getFileName(),
                                        file.format().title(),
                                        wanted.title(),
                                        file.format().name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    private List<NamedTensor> weights() {
        Map<String, NamedTensor> tensors = new LinkedHashMap<>();
        network.stateDict()
                .forEach((name, array) -> tensors.put(
                        name,
                        new NamedTensor(
                                name,
                                TensorType.F32,
                                Arrays.stream(array.getShape().getShape())
                                        .boxed()
                                        .toList(),
                                out -> TensorContent.floats(array.toFloatArray())
                                        .writeTo(out))));
        network.means()
                .ifPresent(means -> tensors.put(
                        MEANS,
                        NamedTensor.floats(MEANS, List.of((long) means.length, (long) means[0].length), flat(means))));
        return List.copyOf(tensors.values());
    }

    /** {@return view and network as operators} */
    RecordedNetwork recorded() {
        if (recorded == null) {
            recorded = record();
        }
        return recorded;
    }

    private RecordedNetwork record() {
        ImageShape image = network.input();
        RecordedGraph graph =
                new RecordedGraph(new Shape(image.channels(), image.height(), image.width()), network.stateDict());
        Map<Signal, Value> signals = network.export(graph, graph.input());
        Map<String, Value> outputs = new LinkedHashMap<>();
        Value labels = signals.get(network.decision());
        outputs.put("label_features", labels);
        outputs.put("embeddings", signals.get(Signal.FEATURES));
        network.means().ifPresent(rows -> outputs.put("scores", scores(graph, labels, rows)));
        return graph.network(outputs, metadata());
    }

    private static Value scores(RecordedGraph graph, Value labels, float[][] means) {
        Value points = graph.constant(flat(means), new Shape(means.length, means[0].length));
        return graph.linear(labels, points, Optional.empty());
    }

    private static float[] flat(float[][] rows) {
        FloatBuffer flat = FloatBuffer.allocate(rows.length * rows[0].length);
        Arrays.stream(rows).forEach(flat::put);
        return flat.array();
    }

    private Map<String, String> metadata() {
        ImageShape image = network.input();
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("run", network.id());
        metadata.put("checkpoint", network.checkpoint());
        metadata.put("variant", network.recipe().name());
        metadata.put("data", network.data());
        metadata.put(
                "clusters", Integer.toString(network.recipe().architecture().clusters()));
        metadata.put("channels", Integer.toString(image.channels()));
        metadata.put("height", Integer.toString(image.height()));
        metadata.put("width", Integer.toString(image.width()));
        metadata.put("label_features", network.decision().name());
        metadata.put("cluster", network.means().isPresent() ? "argmax of scores" : "argmax of label_features");
        return metadata;
    }
}
