package org.clade.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OrtSession;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import org.clade.api.cluster.FileMode;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.export.ExportFormat;
import org.clade.api.export.ExportRequest;
import org.clade.api.graph.Graph;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.graph.Value;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.run.TrainedNetwork;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;
import org.clade.engine.torch.TorchEngine;
import org.clade.tensor.safetensors.SafetensorsFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkExportTest {

    private static final TensorEngine ENGINE = TorchEngine.start();
    private static final ImageShape IMAGE = new ImageShape(1, 8, 8);
    private static final float[][] MEANS = {{1, 0, 0}, {0, 1, 0}};

    private final NDManager scope = ENGINE.newManager(Device.cpu());

    @TempDir
    private Path folder;

    @AfterEach
    void free() {
        scope.close();
    }

    /** A network of one weight: features are the pixels, label features three times the first three of them. */
    private class Tripling implements TrainedNetwork {

        @Override
        public String id() {
            return "photos/mine/1";
        }

        @Override
        public Path folder() {
            return folder;
        }

        @Override
        public String checkpoint() {
            return "checkpoints/1.zip";
        }

        @Override
        public Recipe recipe() {
            return new Recipe(
                    "mine",
                    new Recipe.Provenance("", "mine", ""),
                    new Recipe.Architecture(
                            2, 8, PartSpec.parse("none"), List.of(), PartSpec.parse("identity"), List.of()),
                    new Recipe.TrainingPlan(
                            PartSpec.parse("none"),
                            PartSpec.parse("none"),
                            ForwardMode.EVALUATION,
                            List.of(),
                            List.of(),
                            1,
                            0,
                            0,
                            100),
                    Map.of());
        }

        @Override
        public String data() {
            return "photos";
        }

        @Override
        public ImageShape input() {
            return IMAGE;
        }

        @Override
        public Signal decision() {
            return Signal.UNIT_VECTORS;
        }

        @Override
        public Optional<float[][]> means() {
            return Optional.of(MEANS);
        }

        @Override
        public Map<String, NDArray> stateDict() {
            return Map.of("head1.factor", scope.create(new float[] {3}));
        }

        @Override
        public Map<Signal, Value> export(Graph graph, Value images) {
            Value flat = graph.reshape(images, IMAGE.height() * IMAGE.width());
            return Map.of(Signal.FEATURES, flat, Signal.UNIT_VECTORS, graph.mul(graph.slice(flat, 1, 0, 3), 3));
        }

        @Override
        public void close() {
            // the test closes the scope
        }
    }

    private void write(ExportFormat format) {
        ExportPlan plan =
                new ExportPlan(new ExportRequest(folder, Set.of(format), Optional.of(folder), FileMode.LINK, false));
        new NetworkExport(new Tripling(), plan).write(format);
    }

    @Test
    void weightsAndMeansHaveTheirNames() throws IOException {
        write(ExportFormat.SAFETENSORS);

        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("weights.safetensors"))) {
            assertArrayEquals(
                    new float[] {3}, file.floats(file.find("head1.factor").orElseThrow()));
            assertArrayEquals(
                    new float[] {1, 0, 0, 0, 1, 0},
                    file.floats(file.find("means").orElseThrow()));
            assertEquals("photos/mine/1", file.metadata().get("run"));
        }
    }

    @Test
    void theNetworkSaysItsRunAndItsInput() throws Exception {
        write(ExportFormat.TORCHSCRIPT);
        write(ExportFormat.ONNX);

        try (ZipFile zip = new ZipFile(folder.resolve("network.pt").toFile())) {
            String json = new String(
                    zip.getInputStream(zip.getEntry("network/extra/clade.json")).readAllBytes(),
                    StandardCharsets.UTF_8);
            JsonObject texts = JsonParser.parseString(json).getAsJsonObject();
            assertEquals("photos/mine/1", texts.get("run").getAsString());
            assertEquals("8", texts.get("height").getAsString());
            assertEquals("argmax of scores", texts.get("cluster").getAsString());
        }
        try (OrtSession session = WrittenNetwork.environment()
                .createSession(folder.resolve("network.onnx").toString())) {
            Map<String, String> texts = session.getMetadata().getCustomMetadata();
            assertEquals("photos/mine/1", texts.get("run"));
            assertEquals("8", texts.get("width"));
            assertEquals(Set.of("label_features", "embeddings", "scores"), session.getOutputNames());
        }
    }

    @Test
    void scoresAreLabelFeaturesTimesMeans() throws Exception {
        NDArray images = scope.arange(2 * 64f).reshape(new Shape(2, 1, 8, 8));

        List<float[]> seen = WrittenNetwork.torchscript(
                new NetworkExport(
                                new Tripling(),
                                new ExportPlan(
                                        new ExportRequest(folder, Set.of(), Optional.of(folder), FileMode.LINK, false)))
                        .recorded(),
                folder,
                images);

        assertArrayEquals(new float[] {0, 3, 6, 192, 195, 198}, seen.get(0));
        assertEquals(2 * 64, seen.get(1).length);
        assertArrayEquals(new float[] {0, 3, 192, 195}, seen.get(2));
    }

    @Test
    void aFileOfAnotherFormatIsRefusedBeforeAnythingIsWritten() {
        NetworkExport export = new NetworkExport(
                new Tripling() {
                    @Override
                    public Map<Signal, Value> export(Graph graph, Value images) {
                        OpaqueNetwork file = new OpaqueNetwork(
                                OpaqueNetwork.Format.TORCHSCRIPT, Path.of("x.pt"), 0, "", new Shape(Value.BATCH, 3));
                        Value vector = graph.opaque(file, images);
                        return Map.of(Signal.FEATURES, vector, Signal.UNIT_VECTORS, vector);
                    }
                },
                new ExportPlan(new ExportRequest(
                        folder, Set.of(ExportFormat.ONNX), Optional.of(folder), FileMode.LINK, false)));

        export.check(ExportFormat.SAFETENSORS);
        export.check(ExportFormat.TORCHSCRIPT);
        assertEquals(
                "Clade takes “x.pt” into an export as it is and does not know its operators, which are TorchScript's and not ONNX's; export the run to torchscript.",
                assertThrows(RefusedException.class, () -> export.check(ExportFormat.ONNX))
                        .getMessage());
    }
}
