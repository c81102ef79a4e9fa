package org.clade.backbone.vgg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.TorchEngine;
import org.clade.layer.Layers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VggBackboneTest {

    private static final String SMALL = "blocks=2x3+1x4, padding=1, tail=1";

    private final TensorEngine engine = TorchEngine.start();
    private final VggBackbone backbone = new VggBackbone();

    @ParameterizedTest
    @CsvSource({
        "96,  '',                                       6",
        "128, 'tail=0',                                10",
        "128, 'tail=1',                                 8",
        "128, 'tail=2',                                 6",
        "128, 'tail=3',                                 4",
        "128, 'tail=4',                                 2",
        "160, 'tail=4',                                 6",
        "192, 'tail=6',                                 6",
        "32,  'blocks=3x64+3x128, pool=between',        7",
        "28,  'blocks=3x64+3x128, pool=between',        5",
        "28,  'blocks=3x64+3x128',                      2",
        "28,  '3x64+3x128+3x256, padding=1',            3",
    })
    void mapsOfTheFamily(int pixels, String settings, int map) {
        BackboneRequest request = request(new ImageShape(1, pixels, pixels), settings, StageInsert.NONE);
        assertEquals(new FeatureShape(10, map, map), backbone.featureShape(request));
        assertArrayEquals(
                new Shape[] {new Shape(7, 10, map, map)},
                backbone.build(request).getOutputShapes(new Shape[] {new Shape(7, 1, pixels, pixels)}));
    }

    @Test
    void computesWhatItPromises() {
        ImageShape image = new ImageShape(3, 9, 12);
        BackboneRequest request = request(image, SMALL, StageInsert.NONE);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = backbone.build(request);
            block.initialize(manager, DataType.FLOAT32, new Shape(2, 3, 9, 12));
            NDArray features = infer(block, manager, manager.randomNormal(new Shape(2, 3, 9, 12)));
            assertEquals(new FeatureShape(10, 2, 3), backbone.featureShape(request));
            assertEquals(new Shape(2, 10, 2, 3), features.getShape());
            assertTrue(features.min().getFloat() >= 0, "ReLU comes last");
        }
    }

    @Test
    void everyConvolutionHasABiasAndANormalisation() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = backbone.build(request(new ImageShape(3, 8, 8), SMALL, StageInsert.NONE));
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 8, 8));
            long trained = block.getParameters().values().stream()
                    .filter(Parameter::requiresGradient)
                    .mapToLong(parameter -> parameter.getShape().size())
                    .sum();
            int[][] layers = {{3, 3, 9}, {3, 3, 9}, {3, 4, 9}, {4, 4, 9}, {4, 10, 1}};
            long expected = 0;
            for (int[] layer : layers) {
                expected += layer[1] * (layer[0] * layer[2] + 3);
            }
            assertEquals(expected, trained);
            assertEquals(6 * layers.length, block.getParameters().size());
            assertTrue(block.getParameters().contains("01block1.1_01convolution_weight"));
        }
    }

    @Test
    void featuresMayBeWiderThanThereAreClusters() {
        BackboneRequest request = request(new ImageShape(1, 28, 28), SMALL + ", features=32", StageInsert.NONE);
        assertEquals(new FeatureShape(32, 7, 7), backbone.featureShape(request));
    }

    @Test
    void asksForInsertsOnTheImagesAndAfterEveryBlockBeforePooling() {
        List<String> asked = new ArrayList<>();
        StageInsert insert = (stage, map) -> {
            asked.add(stage + ": " + map);
            return stage == 1 ? Optional.of(Layers.sigmoid()) : Optional.empty();
        };
        Block block = backbone.build(request(new ImageShape(3, 8, 8), SMALL, insert));
        assertEquals(List.of("0: 3×8×8", "1: 3×8×8", "2: 4×4×4"), asked);
        assertEquals(
                List.of(
                        "01block1.1",
                        "02block1.2",
                        "03insert1",
                        "04pool1",
                        "05block2.1",
                        "06pool2",
                        "07tail.1",
                        "08features"),
                block.getChildren().keys());
    }

    @Test
    void neverReturnsTheSameBlockTwice() {
        BackboneRequest request = request(new ImageShape(3, 8, 8), SMALL, StageInsert.NONE);
        assertNotSame(backbone.build(request), backbone.build(request));
    }

    @Test
    void refusesImagesThatAreTooSmall() {
        BackboneRequest request = request(new ImageShape(1, 28, 28), "", StageInsert.NONE);
        String sentence = assertThrows(RefusedException.class, () -> backbone.featureShape(request))
                .getMessage();
        assertEquals(
                "vgg(blocks=3x64+3x128+3x256, padding=0, pool=every, tail=0) needs images of at least 50×50 pixels; these"
                        + " are 28×28; use fewer blocks, a shorter tail, padding=1, or a larger image size.",
                sentence);
        assertEquals(
                sentence,
                assertThrows(RefusedException.class, () -> backbone.build(request))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"'', 50", "tail=6, 146", "'blocks=3x64+3x128, pool=between', 20", "'blocks=1x8+1x8, padding=1', 4"})
    void theSizeThatARefusalNamesIsTheLeast(String settings, int least) {
        FeatureShape features =
                backbone.featureShape(request(new ImageShape(1, least, least + 9), settings, StageInsert.NONE));
        assertEquals(1, features.height());
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> backbone.featureShape(request(new ImageShape(1, 300, least - 1), settings, StageInsert.NONE)));
        assertTrue(refusal.getMessage().contains(least + "×" + least), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"blocks=64", "blocks=3x64+", "blocks=0x64", "blocks=3x64+3x0", "blocks=3x99999", "blocks=99x64"})
    void refusesBlocksThatAreNotWrittenSo(String settings) {
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> backbone.featureShape(request(new ImageShape(1, 96, 96), settings, StageInsert.NONE)));
        assertTrue(refusal.getMessage().contains("as in 3x64+3x128+3x256"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "clusters", "99999"})
    void refusesFeaturesThatAreNoWidth(String features) {
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> backbone.featureShape(
                        request(new ImageShape(1, 96, 96), "features=" + features, StageInsert.NONE)));
        assertTrue(refusal.getMessage().startsWith("features=" + features + " does not fit vgg"), refusal.getMessage());
    }

    @Test
    void aStepHoldsTwoMapsAndLeavesNothingBehind() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = backbone.build(request(new ImageShape(1, 12, 12), "blocks=1x3+1x4", StageInsert.NONE));
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 12, 12));
            int before = manager.getManagedArrays().size();
            for (int i = 0; i < 50; i++) {
                try (NDManager step = manager.newSubManager();
                        GradientCollector recording = engine.record()) {
                    NDArray images = step.randomNormal(new Shape(4, 1, 12, 12));
                    NDArray features = block.forward(new ParameterStore(step, false), new NDList(images), true)
                            .singletonOrThrow();
                    assertEquals(2, step.getManagedArrays().size(), "images and features");
                    recording.backward(features.sum());
                }
                assertEquals(before, manager.getManagedArrays().size());
            }
        }
    }

    @Test
    void isSavedAndLoaded() throws IOException, MalformedModelException {
        BackboneRequest request = request(new ImageShape(1, 12, 12), SMALL, StageInsert.NONE);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = backbone.build(request);
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 12, 12));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            block.saveParameters(new DataOutputStream(bytes));
            Block loaded = backbone.build(request);
            loaded.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            NDArray images = manager.randomNormal(new Shape(4, 1, 12, 12));
            assertArrayEquals(
                    infer(block, manager, images).toFloatArray(),
                    infer(loaded, manager, images).toFloatArray());
        }
    }

    private BackboneRequest request(ImageShape image, String settings, StageInsert insert) {
        return new BackboneRequest(image, 10, Settings.of(backbone, settings), insert);
    }

    private NDArray infer(Block block, NDManager manager, NDArray images) {
        return engine.withoutGradients(
                () -> block.forward(new ParameterStore(manager, false), new NDList(images), false)
                        .singletonOrThrow());
    }
}
