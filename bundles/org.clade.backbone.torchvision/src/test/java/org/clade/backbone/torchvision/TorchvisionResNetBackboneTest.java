package org.clade.backbone.torchvision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Interpolation;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.safetensors.SafetensorsFile;
import org.clade.tensor.safetensors.SafetensorsWriter;
import org.clade.tensor.safetensors.TensorInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchvisionResNetBackboneTest {

    @TempDir
    Path folder;

    private final TensorEngine engine = TorchEngine.start();
    private final TorchvisionResNetBackbone backbone = new TorchvisionResNetBackbone();

    @ParameterizedTest
    @CsvSource({"resnet_basic, 64x64", "resnet_basic, 45x37", "resnet_bottleneck, 64x64", "resnet_bottleneck, 45x37"})
    void everyStageHasTheNumbersOfPyTorch(String network, String image) {
        Golden golden = Golden.load(network);
        String expected = "expected." + image + ".";
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray images = golden.tensor(manager, "inputs.images." + image);
            Block block = initialized("weights=" + Golden.copy(network + ".safetensors", folder), images);
            NDArray current = images;
            for (Pair<String, Block> child :
                    block.getChildren().get(0).getValue().getChildren()) {
                String stage = child.getKey().substring(2);
                current = evaluate(child.getValue(), current);
                String path = expected + (stage.equals("pool") ? "stem" : stage);
                if (!stage.equals("stem") && golden.has(path)) {
                    golden.check(path, current);
                }
            }
            golden.check(expected + "features", current);
            assertArrayEquals(current.toFloatArray(), evaluate(block, images).toFloatArray());
        }
    }

    @Test
    void theMapIsAFeatureToo() {
        Golden golden = Golden.load("resnet_bottleneck");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray images = golden.tensor(manager, "inputs.images.45x37");
            Path weights = Golden.copy("resnet_bottleneck.safetensors", folder);
            String settings = "pool=none, weights=" + weights;
            assertEquals(
                    new FeatureShape(40, 2, 2),
                    backbone.featureShape(request(new ImageShape(3, 45, 37), Settings.of(backbone, settings))));
            golden.check("expected.45x37.layer4", evaluate(initialized(settings, images), images));
        }
    }

    @Test
    void aFrozenNetworkKeepsItsWeightsAndStatistics() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray images = manager.randomNormal(new Shape(4, 3, 32, 32));
            Path weights = Golden.copy("resnet_basic.safetensors", folder);
            Block frozen = initialized("weights=" + weights, images);
            assertTrue(frozen.getParameters().values().stream().noneMatch(Parameter::requiresGradient));
            Map<String, float[]> before = values(frozen);
            float[] trained = train(frozen, images);
            assertArrayEquals(evaluate(frozen, images).toFloatArray(), trained, 1e-5f);
            Map<String, float[]> after = values(frozen);
            before.forEach((name, values) -> assertArrayEquals(values, after.get(name), name));
        }
    }

    @Test
    void aTrainableNetworkHasGradientsAndMovesItsStatistics() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray images = manager.randomNormal(new Shape(4, 3, 32, 32));
            Block block = initialized("frozen=off, weights=" + Golden.copy("resnet_basic.safetensors", folder), images);
            Map<String, float[]> before = values(block);
            try (GradientCollector recording = engine.autograd().record()) {
                recording.backward(block.forward(
                                new ParameterStore(manager, false),
                                new NDList(images),
                                true,
                                ForwardMode.TRAINING.options(engine))
                        .singletonOrThrow()
                        .square()
                        .sum());
            }
            Map<String, float[]> after = values(block);
            block.getParameters().forEach(entry -> {
                Parameter parameter = entry.getValue();
                if (parameter.requiresGradient()) {
                    NDArray gradient = parameter.getArray().getGradient();
                    assertNotNull(gradient, entry.getKey());
                    assertTrue(gradient.abs().max().getFloat() > 0, entry.getKey());
                } else {
                    assertFalse(Arrays.equals(before.get(entry.getKey()), after.get(entry.getKey())), entry.getKey());
                }
            });
        }
    }

    /** The features in training mode, with one recording of gradients for a sum with another weight. */
    private float[] train(Block block, NDArray images) {
        NDManager manager = images.getManager();
        NDArray other = manager.ones(new Shape(1));
        other.setRequiresGradient(true);
        try (GradientCollector recording = engine.autograd().record()) {
            NDArray features = block.forward(
                            new ParameterStore(manager, false),
                            new NDList(images),
                            true,
                            ForwardMode.TRAINING.options(engine))
                    .singletonOrThrow();
            recording.backward(features.mul(other).sum());
            return features.toFloatArray();
        }
    }

    private static Map<String, float[]> values(Block block) {
        Map<String, float[]> values = new LinkedHashMap<>();
        block.getParameters()
                .forEach(entry ->
                        values.put(entry.getKey(), entry.getValue().getArray().toFloatArray()));
        return values;
    }

    @Test
    void namesTheFirstThreeDifferencesOfBothSides() throws IOException {
        Path file = changed(tensors -> {
            tensors.put("layer2.0.conv1.weight", floats("layer2.0.conv1.weight", 10, 9, 3, 3));
            tensors.remove("layer2.0.downsample.1.bias");
            tensors.put("layer2.0.conv3.weight", floats("layer2.0.conv3.weight", 1));
            tensors.put("aux.weight", floats("aux.weight", 2, 2));
        });
        assertRefused(
                file,
                "does not fit torchvision-resnet of ResNet-12: layer2.0.conv1.weight is [10, 9, 3, 3] in the file and [10, 8, 3, 3] in the network; "
                        + "layer2.0.downsample.1.bias is not in the file and [10] in the network; aux.weight is [2, 2] in the file and not in the network; and 1 more; docs/pretrained.md says");
    }

    @Test
    void theClassifierMayBeAbsent() throws IOException {
        Path file = changed(tensors -> tensors.keySet().removeIf(name -> name.startsWith("fc.")));
        Settings settings = Settings.of(backbone, "weights=" + file);
        assertEquals(new FeatureShape(16, 1, 1), backbone.featureShape(request(new ImageShape(3, 64, 64), settings)));
        assertEquals(
                "mean of the last map of ResNet-12",
                backbone.weights(settings).orElseThrow().feature());
        assertEquals(
                new Preprocessing(
                        256,
                        224,
                        Interpolation.BILINEAR,
                        Preprocessing.IMAGENET_MEAN,
                        Preprocessing.IMAGENET_DEVIATION),
                backbone.preprocessing(settings).orElseThrow());
    }

    @Test
    void refusesOtherNamesAndOtherImages() throws IOException {
        Path file = written(List.of(floats("resnet.embedder.embedder.convolution.weight", 64, 3, 7, 7)));
        assertRefused(
                file,
                "does not have torchvision's names (conv1.weight, layer1.0.conv1.weight), but begins with resnet.embedder.embedder.convolution.weight; save");
        Path weights = Golden.copy("resnet_basic.safetensors", folder);
        assertEquals(
                "torchvision-resnet reads color images (3 channels), but these have 1; leave grayscale out of the recipe's operations, or take color images.",
                assertThrows(
                                RefusedException.class,
                                () -> backbone.featureShape(request(
                                        new ImageShape(1, 64, 64), Settings.of(backbone, "weights=" + weights))))
                        .getMessage());
    }

    private void assertRefused(Path file, String message) {
        String refusal = assertThrows(
                        RefusedException.class,
                        () -> backbone.featureShape(
                                request(new ImageShape(3, 64, 64), Settings.of(backbone, "weights=" + file))))
                .getMessage();
        assertTrue(refusal.contains(message), refusal);
    }

    private interface Change {

        void on(Map<String, NamedTensor> tensors);
    }

    private static NamedTensor floats(String name, long... shape) {
        List<Long> sizes = Arrays.stream(shape).boxed().toList();
        return NamedTensor.floats(
                name, sizes, new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
    }

    private Path changed(Change change) throws IOException {
        Map<String, NamedTensor> tensors = new LinkedHashMap<>();
        try (SafetensorsFile file = SafetensorsFile.open(Golden.copy("resnet_basic.safetensors", folder))) {
            for (TensorInfo tensor : file.tensors()) {
                tensors.put(tensor.name(), NamedTensor.floats(tensor.name(), tensor.shape(), file.floats(tensor)));
            }
        }
        change.on(tensors);
        return written(List.copyOf(tensors.values()));
    }

    private Path written(List<NamedTensor> tensors) throws IOException {
        Path file = folder.resolve("changed.safetensors");
        try (var out = Files.newOutputStream(file)) {
            SafetensorsWriter.write(out, Map.of(), tensors);
        }
        return file;
    }

    private Block initialized(String settings, NDArray images) {
        Shape shape = images.getShape();
        ImageShape image = new ImageShape((int) shape.get(1), (int) shape.get(2), (int) shape.get(3));
        Block block = backbone.build(request(image, Settings.of(backbone, settings)));
        block.initialize(images.getManager(), DataType.FLOAT32, shape);
        return block;
    }

    private NDArray evaluate(Block block, NDArray input) {
        return engine.autograd().noGrad(() -> block.forward(
                        new ParameterStore(input.getManager(), false),
                        new NDList(input),
                        false,
                        ForwardMode.EVALUATION.options(engine))
                .singletonOrThrow());
    }

    private static BackboneRequest request(ImageShape image, Settings settings) {
        return new BackboneRequest(image, 10, settings, StageInsert.NONE);
    }
}
