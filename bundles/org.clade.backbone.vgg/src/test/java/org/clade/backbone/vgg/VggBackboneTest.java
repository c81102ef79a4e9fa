package org.clade.backbone.vgg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
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
    void everyConvolutionHasABiasAndANormalization() {
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
    void featuresMayBeTheLastBlocks() {
        String settings = "blocks=1x32+1x64+1x128+1x256, padding=1, features=none";
        BackboneRequest request = request(new ImageShape(1, 32, 32), settings, StageInsert.NONE);
        assertEquals(new FeatureShape(256, 2, 2), backbone.featureShape(request));
    }

    @Test
    void convolutionsMayBeginAsHeSays() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = backbone.build(
                    request(new ImageShape(1, 12, 12), "blocks=1x64+1x128, padding=1, init=he", StageInsert.NONE));
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 12, 12));
            NDArray weight =
                    block.getParameters().get("03block2.1_01convolution_weight").getArray();
            double deviation = Math.sqrt(2.0 / (9 * 64));
            assertEquals(deviation, Math.sqrt(weight.square().mean().getFloat()), 0.01 * deviation);
            assertTrue(weight.abs().max().getFloat() > 3 * deviation, "normal, not uniform");
            NDArray bias =
                    block.getParameters().get("03block2.1_01convolution_bias").getArray();
            assertEquals(0, bias.abs().max().getFloat());
        }
    }

    @Test
    void theDenseLayerReadsTheWholeMapAndKeepsTheSpreadOfTheBatch() {
        BackboneRequest request =
                request(new ImageShape(1, 8, 8), "blocks=1x4, padding=1, features=none, dense=300", StageInsert.NONE);
        assertEquals(new FeatureShape(300, 1, 1), backbone.featureShape(request));
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = backbone.build(request);
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, 8));
            NDArray weight =
                    block.getParameters().get("03dense_01dense_02linear_weight").getArray();
            assertEquals(new Shape(300, 64), weight.getShape());
            double bound = Math.sqrt(6.0 / (300 + 64));
            float largest = weight.abs().max().getFloat();
            assertTrue(largest <= (float) bound && largest > 0.99 * bound, "as Glorot says");
            NDArray images = manager.randomNormal(new Shape(32, 1, 8, 8));
            NDArray features = infer(block, images, ForwardMode.BATCH_STATISTICS);
            assertEquals(new Shape(32, 300, 1, 1), features.getShape());
            // Normalized, then cut at 0: half of a normal distribution's spread.
            assertEquals(0.5, features.square().mean().getFloat(), 0.05);
        }
    }

    @Test
    void onlyTrainingDropsAndTheSeedDecidesWhat() {
        BackboneRequest request = request(
                new ImageShape(1, 8, 8),
                "blocks=1x4, padding=1, features=none, dense=2000, dropout=0.25",
                StageInsert.NONE);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = backbone.build(request);
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 8, 8));
            NDArray images = manager.randomNormal(new Shape(32, 1, 8, 8));
            NDArray kept = infer(block, images, ForwardMode.BATCH_STATISTICS);
            engine.seed(5);
            NDArray dropped = infer(block, images, ForwardMode.TRAINING);
            engine.seed(5);
            assertEquals(dropped, infer(block, images, ForwardMode.TRAINING));
            engine.seed(6);
            assertNotEquals(dropped, infer(block, images, ForwardMode.TRAINING));
            float positive = kept.gt(0).toType(DataType.FLOAT32, false).sum().getFloat();
            float left = dropped.gt(0).toType(DataType.FLOAT32, false).sum().getFloat();
            assertEquals(0.75, left / positive, 0.02);
            NDArray scaled = kept.div(0.75f).mul(dropped.gt(0).toType(DataType.FLOAT32, false));
            assertEquals(0, scaled.sub(dropped).abs().max().getFloat(), 1e-4);
            assertEquals(kept, infer(block, images, ForwardMode.BATCH_STATISTICS));
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
    void poolingMayBeNormalizedAndTheLastPlaceIsBeforeTheLinearLayer() {
        StageInsert insert = (stage, map) -> Optional.of(Layers.sigmoid());
        String settings = "blocks=1x3+1x4, padding=1, pool=%s, pool_norm=on, features=none, dense=5, dropout=0.5";
        ImageShape image = new ImageShape(3, 8, 8);
        assertEquals(
                List.of(
                        "01insert0",
                        "02block1.1",
                        "03insert1",
                        "04pool1",
                        "05poolnorm1",
                        "06block2.1",
                        "07insert2",
                        "08dense",
                        "09dropout"),
                backbone.build(request(image, settings.formatted("between"), insert))
                        .getChildren()
                        .keys());
        assertEquals(
                List.of("07insert2", "08pool2", "09poolnorm2", "10dense", "11dropout"),
                backbone.build(request(image, settings.formatted("every"), insert))
                        .getChildren()
                        .keys()
                        .subList(6, 11));
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
                        GradientCollector recording = engine.autograd().record()) {
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
        return new BackboneRequest(image, 10, Settings.of(backbone, PartSpec.parse("vgg(" + settings + ")")), insert);
    }

    private NDArray infer(Block block, NDArray images, ForwardMode mode) {
        return engine.autograd().noGrad(() -> block.forward(
                        new ParameterStore(images.getManager(), false),
                        new NDList(images),
                        mode.training(),
                        mode.options())
                .singletonOrThrow());
    }

    private NDArray infer(Block block, NDManager manager, NDArray images) {
        return engine.autograd()
                .noGrad(() -> block.forward(new ParameterStore(manager, false), new NDList(images), false)
                        .singletonOrThrow());
    }
}
