package org.clade.backbone.resnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.golden.NetworkSize;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResNetBackboneTest {

    private static final String SMALL = "blocks=2+1, widths=4+6";

    private final TensorEngine engine = TorchEngine.start();
    private final ResNetBackbone backbone = new ResNetBackbone();

    static Stream<String> nets() {
        return facts().filter(net -> net.get("name").getAsString().startsWith("mmdc_resnet18"))
                .map(net -> net.get("name").getAsString());
    }

    /** With the two linear heads of MMDC after it; the cost is that of the cluster head's pass. */
    @ParameterizedTest
    @MethodSource("nets")
    void hasTheParametersSizesAndCostsOfTheFacts(String name) {
        JsonObject facts = Golden.load("network_facts_mmdc").net(name);
        List<Integer> input = Golden.integers(facts.get("input"));
        ImageShape image = new ImageShape(input.get(0), input.get(1), input.get(2));
        int clusters = facts.getAsJsonArray("output").get(0).getAsInt();
        BackboneRequest request = request(image, "", StageInsert.NONE);
        FeatureShape features = backbone.featureShape(request);
        assertEquals(new FeatureShape(512, 1, 1), features);
        Block network = backbone.build(request);
        Block head = Layers.linear(features.size(), clusters, Initialization.SMALL);
        Block rotations = Layers.linear(features.size(), 4, Initialization.SMALL);
        Shape images = new Shape(1, image.channels(), image.height(), image.width());
        try (NDManager manager = engine.newManager(Device.cpu())) {
            network.initialize(manager, DataType.FLOAT32, images);
            head.initialize(manager, DataType.FLOAT32, new Shape(1, features.size()));
            rotations.initialize(manager, DataType.FLOAT32, new Shape(1, features.size()));
            NetworkSize cost = NetworkSize.of(network, head);
            assertEquals(
                    facts.get("trainable_parameters").getAsLong(),
                    NetworkSize.of(network, head, rotations).parameters());
            assertEquals(Golden.integers(facts.get("sizes")), sizes(network, images));
            assertEquals(facts.get("conv_output_elements").getAsLong(), cost.convolutionOutputs());
            assertEquals(facts.get("multiply_adds").getAsLong(), cost.multiplyAdds());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "28, '',                                    512×1×1",
        "32, 'pool=none',                           512×3×3",
        "28, 'blocks=1+1, widths=16+32, pool=none', 32×8×8",
        "27, 'stem_pool=off, pool=none',             512×4×4",
        "1,  'pool=none',                           512×1×1",
    })
    void mapsOfOtherSettings(int pixels, String settings, String features) {
        BackboneRequest request = request(new ImageShape(1, pixels, pixels), settings, StageInsert.NONE);
        FeatureShape shape = backbone.featureShape(request);
        assertEquals(features, shape.toString());
        assertArrayEquals(
                new Shape[] {new Shape(7, shape.channels(), shape.height(), shape.width())},
                backbone.build(request).getOutputShapes(new Shape[] {new Shape(7, 1, pixels, pixels)}));
    }

    @Test
    void computesWhatItPromisesWhateverTheSubBatch() {
        BackboneRequest request = request(new ImageShape(3, 9, 12), SMALL + ", pool=none", StageInsert.NONE);
        assertEquals(new FeatureShape(6, 3, 4), backbone.featureShape(request));
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = initialized(request, manager, DataType.FLOAT32);
            NDArray images = manager.randomNormal(new Shape(6, 3, 9, 12));
            NDArray features = infer(block, manager, images);
            assertEquals(new Shape(6, 6, 3, 4), features.getShape());
            assertTrue(features.min().getFloat() >= 0, "ReLU comes last");
            NDList parts = new NDList();
            images.split(3).forEach(part -> parts.add(infer(block, manager, part)));
            assertEquals(0, features.sub(NDArrays.concat(parts)).abs().max().getFloat(), 1e-5);
        }
    }

    @Test
    void weightsAreHesAndShortcutsStandWhereTheShapeChanges() {
        BackboneRequest request = request(new ImageShape(3, 16, 16), "blocks=2+1, widths=64+128", StageInsert.NONE);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(1);
            Block block = initialized(request, manager, DataType.FLOAT32);
            assertTrue(block.getParameters().keys().stream().noneMatch(name -> name.endsWith("bias")), "no biases");
            List<String> shortcuts = block.getParameters().keys().stream()
                    .filter(name -> name.contains("shortcut") && name.endsWith("weight"))
                    .toList();
            assertEquals(List.of("05stage2.1_02shortcut_01convolution_weight"), shortcuts);
            NDArray weight = block.getParameters()
                    .get("05stage2.1_01path_01convolution_weight")
                    .getArray();
            assertEquals(new Shape(128, 64, 3, 3), weight.getShape());
            assertEquals(
                    Math.sqrt(2.0 / (64 * 9)), Math.sqrt(weight.square().mean().getFloat()), 1e-3);
        }
    }

    @Test
    void asksForInsertsOnTheImagesAndAfterEveryStage() {
        List<String> asked = new ArrayList<>();
        StageInsert insert = (stage, map) -> {
            asked.add(stage + ": " + map);
            return stage == 1 ? Optional.of(Layers.sigmoid()) : Optional.empty();
        };
        Block block = backbone.build(request(new ImageShape(3, 8, 8), SMALL, insert));
        assertEquals(List.of("0: 3×8×8", "1: 4×5×5", "2: 6×3×3"), asked);
        assertEquals(
                List.of("01stem", "02stempool", "03stage1.1", "04stage1.2", "05insert1", "06stage2.1", "07average"),
                block.getChildren().keys());
    }

    @Test
    void neverReturnsTheSameBlockTwice() {
        BackboneRequest request = request(new ImageShape(3, 8, 8), SMALL, StageInsert.NONE);
        assertNotSame(backbone.build(request), backbone.build(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocks=0+1", "blocks=2+", "widths=64x128", "widths=9999", "blocks=1+1+1+1+1+1+1+1+1"})
    void refusesListsThatAreNone(String settings) {
        RefusedException refusal = assertThrows(RefusedException.class, () -> shape(settings));
        assertTrue(refusal.getMessage().startsWith(settings + " does not fit resnet"), refusal.getMessage());
    }

    @Test
    void refusesListsOfDifferentLengths() {
        assertEquals(
                "blocks=2+2 has 2 stages, but widths=64+128+256+512 has 4; give both lists of resnet the same length.",
                assertThrows(RefusedException.class, () -> shape("blocks=2+2")).getMessage());
    }

    private FeatureShape shape(String settings) {
        return backbone.featureShape(request(new ImageShape(1, 32, 32), settings, StageInsert.NONE));
    }

    @Test
    void hasTheGradientOfItsFiniteDifferences() {
        BackboneRequest request = request(new ImageShape(2, 9, 8), SMALL, StageInsert.NONE);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(11);
            Block block = initialized(request, manager, DataType.FLOAT64);
            NDArray images = manager.randomNormal(0, 1, new Shape(6, 2, 9, 8), DataType.FLOAT64);
            NDArray upstream = manager.randomNormal(0, 1, new Shape(6, 6, 1, 1), DataType.FLOAT64);
            try (GradientCollector recording = engine.autograd().record()) {
                recording.backward(loss(block, manager, images, upstream));
            }
            for (Parameter parameter : block.getParameters().values()) {
                if (!parameter.requiresGradient()) {
                    continue;
                }
                NDArray array = parameter.getArray();
                NDArray direction = manager.randomNormal(0, 1, array.getShape(), DataType.FLOAT64);
                double expected = engine.autograd().noGrad(() -> {
                    double step = 1e-6;
                    array.addi(direction.mul(step));
                    double above = loss(block, manager, images, upstream).getDouble();
                    array.subi(direction.mul(2 * step));
                    double below = loss(block, manager, images, upstream).getDouble();
                    array.addi(direction.mul(step));
                    return (above - below) / (2 * step);
                });
                double actual = array.getGradient().mul(direction).sum().getDouble();
                assertEquals(expected, actual, 1e-6 + 1e-5 * Math.abs(expected), parameter.getName());
            }
        }
    }

    @Test
    void aStepHoldsTwoMapsAndLeavesNothingBehind() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block =
                    initialized(request(new ImageShape(1, 12, 12), SMALL, StageInsert.NONE), manager, DataType.FLOAT32);
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
            Block block = initialized(request, manager, DataType.FLOAT32);
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

    private Block initialized(BackboneRequest request, NDManager manager, DataType type) {
        Block block = backbone.build(request);
        ImageShape image = request.image();
        block.initialize(manager, type, new Shape(1, image.channels(), image.height(), image.width()));
        return block;
    }

    private BackboneRequest request(ImageShape image, String settings, StageInsert insert) {
        return new BackboneRequest(
                image, 10, Settings.of(backbone, PartSpec.parse("resnet(" + settings + ")")), insert);
    }

    private NDArray infer(Block block, NDManager manager, NDArray images) {
        return engine.autograd()
                .noGrad(() -> block.forward(new ParameterStore(manager, false), new NDList(images), false)
                        .singletonOrThrow());
    }

    private static NDArray loss(Block block, NDManager manager, NDArray images, NDArray upstream) {
        return block.forward(new ParameterStore(manager, false), new NDList(images), true)
                .singletonOrThrow()
                .mul(upstream)
                .sum();
    }

    private static Stream<JsonObject> facts() {
        return Golden.load("network_facts_mmdc").json("expected.nets").getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject);
    }

    /** The images' size, and those after the stem, its pooling and each stage. */
    private static List<Integer> sizes(Block network, Shape images) {
        List<Integer> sizes = new ArrayList<>(List.of((int) images.get(2)));
        Shape[] shapes = {images};
        for (var child : network.getChildren()) {
            shapes = child.getValue().getOutputShapes(shapes);
            // wording: a regular expression
            if (child.getKey().matches("\\d+(stem|stempool|stage\\d\\.2)")) {
                sizes.add((int) shapes[0].get(2));
            }
        }
        return sizes;
    }
}
