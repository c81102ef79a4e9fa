package org.clade.backbone.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.testkit.BackboneContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files next to this class are made by {@code make.py}, which is next to the tests of {@code org.clade.backbone.torchscript}. */
class OnnxBackboneTest implements BackboneContract {

    private static final int SIZE = 32;
    private static final int IMAGES = 2;

    private final TensorEngine engine =
            ServiceLoader.load(TensorEngine.class).findFirst().orElseThrow();
    private final OnnxBackbone backbone = new OnnxBackbone(engine);

    @TempDir
    private Path folder;

    @Override
    public OnnxBackbone part() {
        return backbone;
    }

    @Override
    public List<String> settings() {
        return List.of("", "file=" + file("vector.onnx"), "size=32, file=" + file("map.onnx"));
    }

    @Override
    public ImageShape image() {
        return new ImageShape(3, SIZE, SIZE);
    }

    @Test
    void precisionIsThatOfTheFile() {
        assertFalse(backbone.followsPrecision());
    }

    private static Path file(String name) {
        try {
            return Path.of(OnnxBackboneTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Settings of(Path file) {
        return Settings.of(backbone, "file=" + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vector", "map"})
    void featuresAreThoseOfPyTorch(String name) throws Exception {
        List<String> golden = Files.readAllLines(file("golden.csv")).stream()
                .filter(line -> line.startsWith(name + ","))
                .findFirst()
                .map(line -> List.of(line.split(",")))
                .orElseThrow();
        int width = Integer.parseInt(golden.get(1));
        BackboneRequest request =
                new BackboneRequest(new ImageShape(3, SIZE, SIZE), 10, of(file(name + ".onnx")), StageInsert.NONE);

        assertEquals(new FeatureShape(width, 1, 1), backbone.featureShape(request));
        assertEquals(
                SIZE, backbone.preprocessing(request.settings()).orElseThrow().crop());
        try (NDManager scope = engine.newManager(Device.cpu())) {
            Block block = backbone.build(request);
            block.initialize(scope, DataType.FLOAT32, new Shape(1, 3, SIZE, SIZE));
            NDArray images = engine.operators().channelsLast(images(scope));
            float[] numbers = block.forward(new ParameterStore(scope, false), new NDList(images), false)
                    .singletonOrThrow()
                    .toFloatArray();
            assertEquals(IMAGES * width, numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                float expected = Float.parseFloat(golden.get(2 + i));
                assertEquals(expected, numbers[i], 1e-4 * Math.max(0.1, Math.abs(expected)), "number " + i);
            }
        }
    }

    @Test
    void weightsInAnotherFileAreReadAndNamed() {
        assertEquals(
                List.of(file("outside.onnx"), file("outside.onnx.data")),
                backbone.weights(of(file("outside.onnx"))).orElseThrow().files());
    }

    @Test
    void aMissingFileOfWeightsIsRefusedInASentence() throws Exception {
        Path alone = Files.copy(file("outside.onnx"), folder.resolve("outside.onnx"));
        String message = assertThrows(RefusedException.class, () -> backbone.weights(of(alone)))
                .getMessage();
        assertTrue(
                message.endsWith(
                        "its weights are in another file, which must be next to it under its own name, usually outside.onnx.data."),
                message);
    }

    @ParameterizedTest
    @CsvSource({
        "fixed.onnx, takes one image at a time",
        "operator.onnx, does not have its operator UnheardOf",
        "golden.csv, cannot be loaded"
    })
    void whatDoesNotFitIsRefusedInASentence(String name, String words) {
        String message = assertThrows(RefusedException.class, () -> backbone.preprocessing(of(file(name))))
                .getMessage();
        assertTrue(message.contains(words), message);
        assertTrue(message.endsWith("."), message);
    }

    private static NDArray images(NDManager scope) {
        float[] values = new float[IMAGES * 3 * SIZE * SIZE];
        int at = 0;
        for (int n = 0; n < IMAGES; n++) {
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < SIZE; y++) {
                    for (int x = 0; x < SIZE; x++) {
                        values[at++] = (37 * x + 59 * y + 11 * x * y + 5 * c + 101 * n) % 256 / 255f;
                    }
                }
            }
        }
        return scope.create(values, new Shape(IMAGES, 3, SIZE, SIZE));
    }
}
