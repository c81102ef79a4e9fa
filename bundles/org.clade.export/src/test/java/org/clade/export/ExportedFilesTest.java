package org.clade.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.backbone.onnx.OnnxBackbone;
import org.clade.backbone.torchscript.TorchScriptBackbone;
import org.clade.engine.torch.TorchEngine;
import org.clade.export.graph.RecordedGraph;
import org.clade.export.graph.RecordedNetwork;
import org.clade.export.onnx.OnnxFile;
import org.clade.export.torchscript.NetworkScript;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks whose backbone is a file become one file of the same format, with the same numbers. */
class ExportedFilesTest {

    private static final double TOLERANCE = 1e-5;
    private static final ImageShape IMAGE = new ImageShape(3, 32, 32);
    private static final List<String> HEADS = List.of("mlp(layers=2, attended=sum)", "sphere(dimensions=5)");
    private static final TensorEngine ENGINE = TorchEngine.start();
    private static final Map<String, Double> WORST = new TreeMap<>();

    @TempDir
    private Path folder;

    /** Copies a file, so that a file of weights next to it counts only if it is copied too. */
    private Path copy(Class<?> near, String name) throws Exception {
        return Files.copy(Path.of(near.getResource(name).toURI()), folder.resolve(name));
    }

    private static RecordedNetwork recorded(SampleNetwork network) {
        Map<String, Value> outputs = new LinkedHashMap<>();
        return network.graph(outputs).network(outputs, Map.of());
    }

    /** The numbers of a network and of its file. */
    private void compare(String backbone, String format) throws Exception {
        for (String head : HEADS) {
            try (NDManager scope = ENGINE.newManager(Device.cpu())) {
                SampleNetwork network = new SampleNetwork(ENGINE, scope, IMAGE, backbone, Map.of(), "identity", head);
                Shape shape = new Shape(3, 3, 32, 32);
                NDArray images = scope.create(RandomStream.of(5).uniform((int) shape.size(), 0, 1), shape);
                List<float[]> expected = network.forward(images).stream()
                        .map(NDArray::toFloatArray)
                        .toList();

                List<float[]> actual = format.equals("onnx")
                        ? WrittenNetwork.onnx(recorded(network), folder, images)
                        : WrittenNetwork.torchscript(recorded(network), folder, images);

                assertEquals(expected.size(), actual.size());
                for (int i = 0; i < expected.size(); i++) {
                    double difference = difference(expected.get(i), actual.get(i));
                    WORST.merge(backbone.replaceAll("=/.*/", "="), difference, Math::max);
                    assertTrue(difference <= TOLERANCE, "output %s differs by %s".formatted(i, difference));
                }
            }
        }
    }

    private static double difference(float[] expected, float[] actual) {
        assertEquals(expected.length, actual.length);
        double unit = 1;
        double worst = 0;
        for (float number : expected) {
            unit = Math.max(unit, Math.abs(number));
        }
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - actual[i]) / unit;
            worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector.pt", "described.pt", "map.pt", "attention.pt", "gelu.pt"})
    void aTracedNetworkBecomesPartOfTheArchive(String name) throws Exception {
        compare("torchscript(file=%s)".formatted(copy(TorchScriptBackbone.class, name)), "torchscript");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dictionary.pt", "training.pt"})
    void soDoOneWithNamedOutputsAndAScriptThatWasInTraining(String name) throws Exception {
        compare("torchscript(file=%s)".formatted(copy(getClass(), name)), "torchscript");
    }

    @Test
    void anExportedNetworkCanBeTheBackboneOfAnotherOne() throws Exception {
        String backbone = "torchscript(file=%s)".formatted(copy(TorchScriptBackbone.class, "vector.pt"));
        Path inner = folder.resolve("inner.pt");
        try (NDManager scope = ENGINE.newManager(Device.cpu());
                OutputStream out = Files.newOutputStream(inner)) {
            SampleNetwork network =
                    new SampleNetwork(ENGINE, scope, IMAGE, backbone, Map.of(), "identity", HEADS.get(0));
            new NetworkScript(recorded(network)).writeTo(out);
        }
        compare("torchscript(file=%s, output=2, size=32)".formatted(inner), "torchscript");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector.onnx", "map.onnx"})
    void aModelOfOnnxBecomesPartOfTheModel(String name) throws Exception {
        compare("onnx(file=%s)".formatted(copy(OnnxBackbone.class, name)), "onnx");
    }

    @Test
    void weightsOfASecondFileAreTakenIn() throws Exception {
        copy(OnnxBackbone.class, "outside.onnx.data");
        compare("onnx(file=%s)".formatted(copy(OnnxBackbone.class, "outside.onnx")), "onnx");
        assertTrue(Files.size(folder.resolve("network.onnx")) > Files.size(folder.resolve("outside.onnx.data")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set13.onnx", "set20.onnx", "branches.onnx"})
    void otherOperatorSetsAndBranchesKeepTheirMeaning(String name) throws Exception {
        compare("onnx(file=%s)".formatted(copy(getClass(), name)), "onnx");
    }

    @ParameterizedTest
    @CsvSource({
        "set11.onnx, 'has operator set 11 of ONNX, and an export needs 13 or newer'",
        "make.py, is no model of ONNX"
    })
    void whatCannotBeTakenInIsRefusedInASentence(String name, String words) throws Exception {
        OpaqueNetwork file = new OpaqueNetwork(
                OpaqueNetwork.Format.ONNX, copy(getClass(), name), 0, "label_features", new Shape(Value.BATCH, 6));
        RecordedGraph graph = new RecordedGraph(new Shape(3, 32, 32), Map.of());
        RecordedNetwork network = graph.network(Map.of("embeddings", graph.opaque(file, graph.input())), Map.of());

        String message = assertThrows(
                        RefusedException.class, () -> OnnxFile.write(network, new ByteArrayOutputStream()))
                .getMessage();
        assertTrue(message.contains(words) && message.endsWith("."), message);
    }

    @Test
    void layerNormalizationNeedsTheSetThatHasIt() throws Exception {
        OpaqueNetwork file = new OpaqueNetwork(
                OpaqueNetwork.Format.ONNX,
                copy(getClass(), "set13.onnx"),
                0,
                "label_features",
                new Shape(Value.BATCH, 6));
        RecordedGraph graph = new RecordedGraph(new Shape(3, 32, 32), Map.of());
        Value ones = graph.constant(new float[] {1, 1, 1, 1, 1, 1}, new Shape(6));
        Value normalized = graph.layerNorm(graph.opaque(file, graph.input()), ones, ones, 1e-5);
        RecordedNetwork network = graph.network(Map.of("embeddings", normalized), Map.of());

        String message = assertThrows(
                        RefusedException.class, () -> OnnxFile.write(network, new ByteArrayOutputStream()))
                .getMessage();
        assertTrue(message.contains("layer normalization, which ONNX has from operator set 17 on"), message);
    }

    /** Rows for the table of docs/results. */
    @AfterAll
    static void showTheLargestDifferences() {
        WORST.forEach((part, worst) -> System.out.println(String.format(Locale.ROOT, "| `%s` | %.1e |", part, worst)));
    }
}
